import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AWAITING, DOING, openRig, ourLabels, READY, SMALL, smallContract, smallPolicy, type Rig } from "./rig.js";

const GATES = `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: deep, title: Depth, check: section, section: Goal, min_words: 4, when: { labels: { any: [deep] } } }`;
const CONTRACT = smallContract(GATES, 'source_of_truth: { body: true, document: "docs/**/*.md" }');
const LOOSE = CONTRACT.replace("min_words: 3", "min_words: 1");
const CONFIG = `${SMALL}  owner: { users: [omar] }\noverride: { by: owner }\n`;
const BODY = `${READY}\nSee [the brief](docs/brief.md).\n`;

let rig: Rig;
beforeAll(async () => {
  const files = { ...smallPolicy({ config: CONFIG, contract: CONTRACT }), "docs/brief.md": "# Brief\n\nOne.\n" };
  rig = await openRig({ files });
});
afterAll(async () => await rig.close());

async function awaiting(): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: BODY });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  return number;
}

/** Acts that nobody hears of one by one, each in a second of its own. */
async function unheard(...acts: (() => unknown)[]): Promise<void> {
  rig.hub.webhooks.hold();
  for (const act of acts) {
    act();
    await new Promise((resolve) => setTimeout(resolve, 1100));
  }
  rig.hub.webhooks.release({});
  await rig.quiet();
}

const push = (path: string, text: string) => () => rig.hub.as("olga").push(rig.repo, { files: { [path]: text } });
const ack = (number: number) => () => rig.hub.as("ana").comment(rig.repo, number, "/ack");

describe("an ack around which something was changed and changed back, before Baton looked", () => {
  it.each<[string, (number: number) => [() => unknown, () => unknown]]>([
    ["the contract", () => [push("contracts/start.yml", LOOSE), push("contracts/start.yml", CONTRACT)]],
    ["the linked document", () => [push("docs/brief.md", "# Brief\n\nTwo.\n"), push("docs/brief.md", "# Brief\n\nOne.\n")]],
    [
      "the body",
      (number) => [
        () => rig.hub.as("pia").editBody(rig.repo, number, BODY.replace("Compare", "Delete")),
        () => rig.hub.as("pia").editBody(rig.repo, number, BODY),
      ],
    ],
    [
      "a label that a condition reads",
      (number) => [
        () => rig.hub.as("eli").addLabel(rig.repo, number, "deep"),
        () => rig.hub.as("eli").removeLabel(rig.repo, number, "deep"),
      ],
    ],
  ])("counts for nothing: %s", async (_what, change) => {
    const number = await awaiting();
    const [there, back] = change(number);
    await unheard(there, ack(number), back);
    expect(ourLabels(rig, number)).not.toEqual(DOING);
    await unheard(ack(number));
    expect(ourLabels(rig, number)).toEqual(DOING);
  });
});

it("an ack that follows other changes counts: they are what its writer saw", async () => {
  const number = await awaiting();
  await unheard(push("docs/brief.md", "# Brief\n\nThree.\n"), push("docs/brief.md", "# Brief\n\nOne.\n"), ack(number));
  expect(ourLabels(rig, number)).toEqual(DOING);
});

it("an ack counts though the branch moved on after it, as long as nothing it is about did", async () => {
  const number = await awaiting();
  await unheard(ack(number), push("src/main.ts", "export {};\n"));
  expect(ourLabels(rig, number)).toEqual(DOING);
});

it.each([
  ["counts while everything stood", false],
  ["counts for nothing when the contract was loosened after it", true],
])("an ack from before the first look %s", async (_what, loosened) => {
  let number = 0;
  await unheard(
    () => (number = rig.hub.as("pia").openIssue(rig.repo, { title: "Unseen", body: BODY })),
    () => rig.hub.as("pia").comment(rig.repo, number, "/handoff"),
    () => ack(number)(),
    loosened ? push("contracts/start.yml", LOOSE) : () => undefined,
  );
  const labels = ourLabels(rig, number);
  if (loosened) await unheard(push("contracts/start.yml", CONTRACT));
  expect(labels).toEqual(loosened ? AWAITING : DOING);
});

it("a waiver holds for nothing that was edited right after it", async () => {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title: "Waived", body: "## Goal\n\nTBD\n" });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
  await rig.quiet();
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await unheard(
    () => rig.hub.as("omar").comment(rig.repo, number, `/waive goal until ${until}: later`),
    () => rig.hub.as("pia").editBody(rig.repo, number, "## Goal\n\nLater\n"),
  );
  expect(ourLabels(rig, number)).toContain("handoff: blocked");
});
