import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createLog } from "../../src/telemetry/log.js";
import type { FaultKind } from "../../src/sandbox/index.js";
import { openRig, READY, SMALL, smallContract, type Rig } from "./rig.js";

/** In everything that anybody wrote: no line may hold it, at whatever level. */
const CANARY = "canary";
const DOCUMENT = "docs/canary-plan.md";

const CONFIG = SMALL.replace('label: "stage: doing"', 'label: "stage: canary doing"').concat(
  'labels: { blocked: "handoff: canary blocked" }\n',
);
const CONTRACT = smallContract(
  `  - { id: goal, title: Canary goal, check: section, section: Goal, min_words: 3 }
  - { id: plan, title: Canary plan, check: document, path: "docs/**", checks: [{ check: section, section: Canary steps }] }`,
  'source_of_truth: { body: true, document: "docs/**" }',
).replace("name: Start", "name: Canary start");

let rig: Rig;
let logged = "";
const printed: string[] = [];

beforeAll(async () => {
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words.map(String).join(" ")));
  const log = createLog({ level: "trace", destination: { write: (line) => void (logged += line) } });
  const files = {
    ".github/baton.yml": CONFIG,
    "contracts/start.yml": CONTRACT,
    [DOCUMENT]: "# Plan\n\n## Canary steps\n\nThe canary sings first.\n",
  };
  rig = await openRig({ files, log });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rig.close();
});

/** A hand-off with words of the people in every place that has room for them. */
async function play(): Promise<number> {
  const { hub, repo } = rig;
  const body = `${READY}\n[canary plan](${DOCUMENT})\n`;
  const issue = hub.as("pia").openIssue(repo, { title: "A canary title", body, labels: ["canary label"] });
  await rig.quiet();
  const pull = hub.as("eli").openPullRequest(repo, { title: "A canary pull", body: `Closes #${issue}\n\ncanary` });
  hub.as("eli").pushToPullRequest(repo, pull, { "src/canary.ts": "canary" });
  await rig.quiet();
  for (const [who, words] of [
    ["pia", "/handoff"],
    ["pia", "a canary remark"],
    ["ana", "/canary"],
    ["ana", "/reject too canary"],
    ["pia", "/handoff"],
    ["olga", "/waive goal until 2099-01-01: canary"],
    ["ana", "/ack a canary note"],
  ] as const) {
    hub.as(who).comment(repo, issue, words);
    await rig.quiet();
  }
  hub.as("pia").editBody(repo, issue, `${body}\nanother canary`);
  hub.as("pia").editTitle(repo, issue, "Another canary title");
  await rig.quiet();
  return issue;
}

it("tells nothing of what people wrote at trace level through a whole story", async () => {
  expect(rig.hub.issue(rig.repo, await play()).labels).toContain("stage: canary doing");
  expect(logged).toMatch(/"level":20,.*"route":"POST \/repos\/\{owner\}\/\{repo\}\/issues\/\{issue_number\}\/comments"/);
  expect(logged).toMatch(/"route":"GraphQL BatonItem"/);
  expect(withCanary()).toEqual([]);
});

const KINDS: FaultKind[] = ["error_before", "error_after", "reset_before", "truncated_json", "html", "not_found", "forbidden"];

it("tells nothing of it while GitHub fails in every way, one after the other", async () => {
  for (const kind of KINDS) rig.hub.faults.add({ kind, match: { graphql: true } });
  for (const kind of KINDS)
    for (const method of ["POST", "PATCH", "DELETE"]) rig.hub.faults.add({ kind, match: { method, graphql: false } });
  await play();
  rig.hub.faults.clear();
  expect(logged).toMatch(/"level":40/);
  expect(withCanary()).toEqual([]);
});

it("tells nothing of a policy that does not parse", async () => {
  rig.hub.as("olga").push(rig.repo, { files: { ".github/baton.yml": `${CONFIG}\ncanary: [*canary, 'canary\n` } });
  await rig.quiet();
  await play();
  expect(withCanary()).toEqual([]);
});

function withCanary(): string[] {
  return [...logged.split("\n"), ...printed].filter((line) => line.toLowerCase().includes(CANARY));
}
