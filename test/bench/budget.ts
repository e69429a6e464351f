import { appEnvironment } from "../../src/cli/demo/stage.js";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY, smallContract, smallPolicy } from "../scenarios/small-policy.js";
import { disorder, SLOW } from "../slow-pattern.js";
import { startChild, type Child } from "./child.js";
import { printTable, quantile } from "./table.js";

/** The promise: pages and webhooks are answered within this, at p99, whatever is judged. */
const MOST_P99_MS = 250;
const PATIENCE_MS = 60_000;
const SLOW_GATES = 50;
const PAPER = "  - { id: paper, title: Paper, check: section, section: Goal, in: document }";
const DOCUMENTS = 'source_of_truth: { body: true, document: "docs/**/*.md" }';

interface Scene {
  hub: Hub;
  scale: number;
}

/** Something hostile. It is done to GitHub; the result tells when Baton has dealt with it, and how. */
interface Attack {
  name: string;
  /** Files of the repository. */
  files: Record<string, string>;
  /** Happens before the measuring; returns the issue's number. */
  before(scene: Scene, repo: string): number;
  attack(scene: Scene, repo: string, issue: number): void;
  /** What came of it, or null while nothing has. */
  result(scene: Scene, repo: string, issue: number): string | null;
}

const ATTACKS: Attack[] = [
  {
    name: `60 KB of a and b under ${SLOW_GATES} slow patterns`,
    files: smallPolicy({ contract: smallContract(slowGates(SLOW_GATES)) }),
    before: ({ hub }, repo) => hub.as("pia").openIssue(repo, { title: "Long", body: READY }),
    attack: ({ hub }, repo, issue) => hub.as("pia").editBody(repo, issue, `${READY}\n${disorder(60_000)}`),
    result: (scene, repo, issue) => ending(living(scene, repo, issue), /this could not be judged[\s\S]*?(Judging took[^\n.]*)/),
  },
  {
    name: `a fork's pull request that adds ${SLOW_GATES} slow patterns, beside 60 KB of a and b`,
    files: smallPolicy(),
    before: ({ hub }, repo) => hub.as("pia").openIssue(repo, { title: "Long", body: `${READY}\n${disorder(60_000)}` }),
    attack: ({ hub }, repo) => {
      const files = { "contracts/start.yml": smallContract(slowGates(SLOW_GATES)) };
      hub.as("eve").openPullRequest(repo, { title: "Gates", files, fork: true });
    },
    result: (scene, repo) => concluded(scene, repo, "baton/contracts"),
  },
  {
    name: "a fork's pull request that makes a linked document 127,000 lines of -",
    files: { ...smallPolicy({ contract: smallContract(PAPER, DOCUMENTS) }), "docs/a.md": READY },
    before: ({ hub }, repo) => hub.as("pia").openIssue(repo, { title: "Linked", body: `${READY}\n[paper](docs/a.md)\n` }),
    attack: ({ hub, scale }, repo) => {
      const files = { "docs/a.md": "-\n".repeat(127_000 * scale) };
      hub.as("eve").openPullRequest(repo, { title: "Paper", files, fork: true });
    },
    result: (scene, repo) => concluded(scene, repo, "baton/documents"),
  },
  ...[
    { count: 51, command: "/help" },
    { count: 600, command: "/ack" },
  ].map(({ count, command }): Attack => ({
    name: `${count} comments with ten \`${command}\` each`,
    files: smallPolicy(),
    before: ({ hub }, repo) => hub.as("pia").openIssue(repo, { title: "Flood", body: READY }),
    attack: ({ hub, scale }, repo, issue) => {
      const body = Array.from({ length: 10 }, () => command).join("\n");
      for (let n = 0; n < count * scale; n += 1) hub.as("eve").comment(repo, issue, body);
    },
    result: ({ hub }, repo, issue) =>
      ending(
        hub
          .issue(repo, issue)
          .comments.filter(({ author }) => author === "baton[bot]")
          .map(({ body }) => body)
          .join("\n"),
        /(You wrote more than 50 commands here within an hour)/,
      ),
  })),
];

/** Does hostile things to the real App, in a process of its own beside the embedded GitHub, and asks meanwhile whether it answers. */
export async function budget(scale: number): Promise<string[]> {
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const attack of ATTACKS) {
    const { times, seconds, result } = await measured(attack, scale);
    const p99 = quantile(times, 0.99);
    const cells = [p99, ...[0.5, 1].map((share) => quantile(times, share))].map((ms) => ms.toFixed(0));
    rows.push([attack.name, ...cells, seconds.toFixed(1), result ?? "nothing within the time"]);
    if (result === null) broken.push(`${attack.name}: nothing came of it`);
    if (p99 >= MOST_P99_MS) broken.push(`${attack.name}: /healthz took ${p99.toFixed(0)} ms at p99`);
  }
  printTable(
    "Answers of /healthz while hostile inputs are judged",
    ["what is done", "p99 ms", "p50 ms", "longest ms", "until dealt with, s", "what came of it"],
    rows,
  );
  return broken;
}

async function measured(attack: Attack, scale: number) {
  const hub = await startSandbox({ port: 0 });
  const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
  const child = await startApp(hub, folder);
  try {
    const scene = { hub, scale };
    const repo = setScene(hub, attack.files);
    const issue = attack.before(scene, repo);
    await until(() => living(scene, repo, issue) !== "");
    await until(settledFor(hub, 1_000));
    const prober = new Worker(new URL("./prober.js", import.meta.url), { workerData: { url: new URL("/healthz", child.url).href } });
    const begun = performance.now();
    attack.attack(scene, repo, issue);
    await until(() => attack.result(scene, repo, issue) !== null);
    await until(settledFor(hub, 500));
    const seconds = (performance.now() - begun) / 1000;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    prober.postMessage("enough");
    const [times] = (await once(prober, "message")) as [number[]];
    return { times, seconds, result: attack.result(scene, repo, issue) };
  } finally {
    await child.stop();
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startApp(hub: Hub, folder: string): Promise<Child> {
  const child = await startChild({ ...appEnvironment(hub), BENCH_SERVER: "app", BATON_DATA: folder });
  hub.webhooks.sendTo(child.url);
  return child;
}

function setScene(hub: Hub, files: Record<string, string>): string {
  hub.createOrganization("acme");
  hub.createUser("pia", "ana", "eve");
  hub.createTeam("acme", "architects", { members: ["ana"] });
  return hub.createRepository({
    owner: "acme",
    name: "insights",
    files: { "README.md": "# Insights\n", ...files },
    collaborators: { pia: "write", ana: "write" },
  });
}

/** Resolves when it holds, or when it has taken too long. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** True once GitHub was asked nothing for so long. */
function settledFor(hub: Hub, ms: number): () => boolean {
  let count = -1;
  let since = 0;
  return () => {
    if (hub.requests.length !== count) {
      count = hub.requests.length;
      since = performance.now();
    }
    return performance.now() - since > ms;
  };
}

function living({ hub }: Scene, repo: string, issue: number): string {
  return hub.issue(repo, issue).comments.find(({ body }) => body.includes("<!-- baton:living -->"))?.body ?? "";
}

function ending(text: string, pattern: RegExp): string | null {
  return pattern.exec(text)?.[1] ?? null;
}

/** The check of the one pull request there is, which is the second item. */
function concluded({ hub }: Scene, repo: string, name: string): string | null {
  const { headSha } = hub.issue(repo, 2);
  const run = hub.checkRuns(repo, headSha ?? "").find((each) => each.name === name && each.status === "completed");
  return run ? `${run.conclusion}: ${run.output.title}` : null;
}

function slowGates(count: number): string {
  return Array.from({ length: count }, (_, n) => `  - { id: odd-${n}, title: Nothing odd, check: forbid, pattern: "${SLOW}" }`).join("\n");
}
