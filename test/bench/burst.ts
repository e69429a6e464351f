import { openStage, type Stage } from "../../src/cli/demo/stage.js";
import type { Hub } from "../../src/sandbox/index.js";
import { briefOf } from "./briefs.js";
import { shippedPolicy } from "./policy.js";
import { printTable, quantile } from "./table.js";

const ITEMS = 100;
const AT_ONCE = 50;
/** The promise for the answers, while the worker works. */
const MOST_P99_MS = 1_000;
const LIVING = "<!-- baton:living -->";

interface Sent {
  deliveries: number;
  accepted: number;
  acceptedMs: number;
  /** How long each answer took. */
  latencies: number[];
}

/**
 * Lets three things happen to each of many issues, delivers it all at once to the real App, and waits until it is quiet. The embedded
 * GitHub runs in this process too, so the time is that of both; what GitHub is asked is counted by it.
 */
export async function burst(scale: number): Promise<string[]> {
  const items = Math.max(5, ITEMS * scale);
  const stage = await openStage();
  try {
    const repo = setScene(stage.hub);
    await settled(stage);
    stage.hub.webhooks.hold();
    const numbers = Array.from({ length: items }, () => happenings(stage.hub, repo));
    const from = stage.hub.requests.length;
    const began = performance.now();
    const cpu = process.cpuUsage();
    const sent = await deliver(stage);
    await settled(stage);
    const quietMs = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    print(stage.hub, from, items, sent, quietMs, (user + system) / 1000);
    const parked = await stage.baton.store.countParked();
    return [
      ...(sent.accepted === sent.deliveries ? [] : [`${sent.accepted} of ${sent.deliveries} deliveries were accepted`]),
      ...(quantile(sent.latencies, 0.99) < MOST_P99_MS ? [] : [`answers took ${quantile(sent.latencies, 0.99).toFixed(0)} ms at p99`]),
      ...(parked === 0 ? [] : [`${parked} items are parked`]),
      ...numbers.flatMap((number) => unprocessed(stage.hub, repo, number)),
    ];
  } finally {
    await stage.close();
  }
}

function setScene(hub: Hub): string {
  hub.createOrganization("acme");
  hub.createUser("paula", "ana", "omar", "rita", "emil");
  for (const team of ["data-pm", "architects", "engineers", "quality"]) hub.createTeam("acme", team, { members: [] });
  return hub.createRepository({
    owner: "acme",
    name: "insights",
    files: { "README.md": "# Insights\n", ...shippedPolicy() },
    collaborators: { paula: "write", ana: "write", omar: "triage" },
  });
}

/** Opens an issue, edits it and asks for its hand-off: three deliveries. Returns its number. */
function happenings(hub: Hub, repo: string): number {
  const paula = hub.as("paula");
  const number = paula.openIssue(repo, { title: "Compare cohorts", body: "TBD" });
  paula.editBody(repo, number, briefOf(2_048));
  paula.comment(repo, number, "/handoff");
  return number;
}

/** Posts what was held back, many at a time, as it was signed. What Baton's own writes cause meanwhile is delivered as ever. */
async function deliver({ hub, baton }: Stage): Promise<Sent> {
  const held = [...hub.webhooks.held];
  hub.webhooks.release({ drop: () => true });
  const waiting = [...held];
  let accepted = 0;
  const latencies: number[] = [];
  const began = performance.now();
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const sent = performance.now();
      const { status } = await fetch(`${baton.url}/api/github/webhooks`, { method: "POST", body: next.body, headers: next.requestHeaders });
      latencies.push(performance.now() - sent);
      if (status === 202) accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { deliveries: held.length, accepted, acceptedMs: performance.now() - began, latencies };
}

/** What is repeated soon is still work; what is due later is a deadline. */
async function settled(stage: Stage): Promise<void> {
  for (let next: number | null = 0; next !== null && next < Date.now() + 20_000; next = await stage.baton.store.nextDue()) {
    await stage.quiet();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function unprocessed(hub: Hub, repo: string, number: number): string[] {
  const { labels, comments } = hub.issue(repo, number);
  const living = comments.filter((comment) => comment.author === "baton[bot]" && comment.body.includes(LIVING));
  const right =
    living.length === 1 &&
    labels.toSorted().join() === "handoff: blocked,stage: discover" &&
    (living[0]?.body ?? "").includes("/confirm priority");
  return right ? [] : [`issue ${number}: ${living.length} living comments, labels ${labels.join(", ")}`];
}

function print(hub: Hub, from: number, items: number, sent: Sent, quietMs: number, cpuMs: number): void {
  const { reads, writes, graphql, notModified } = hub.requests.summarise(from);
  const per = (count: number) => `${count} (${(count / sent.deliveries).toFixed(2)})`;
  const rows = [
    ["accepted with 202", `${sent.accepted} of ${sent.deliveries}, all within ${sent.acceptedMs.toFixed(0)} ms`],
    ["answers", `p50 ${quantile(sent.latencies, 0.5).toFixed(0)} ms, p99 ${quantile(sent.latencies, 0.99).toFixed(0)} ms`],
    [
      "until all was quiet",
      `${(quietMs / 1000).toFixed(1)} s (${(cpuMs / 1000).toFixed(1)} s of processor time, the embedded GitHub's included)`,
    ],
    ["requests to GitHub", per(reads + writes + graphql)],
    ["  GraphQL queries", per(graphql)],
    ["  REST reads", per(reads)],
    ["  REST writes", per(writes)],
    ["  answered with 304, not counted above", per(notModified)],
  ];
  printTable(`Burst: ${sent.deliveries} deliveries over ${items} issues, writes unpaced`, ["what", "how much (per delivery)"], rows);
}
