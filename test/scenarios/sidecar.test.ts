import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AWAITING, check, DOING, openRig, ourLabels, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

const README = "keps/7-batches/README.md";
const DATA = "keps/7-batches/kep.yaml";
const OPEN = "status: provisional\n";
const CONTRACT = smallContract(
  `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: status, title: Status, check: field, field: status, from: sidecar, schema: { enum: [provisional, implementable] } }`,
  'source_of_truth: { document: "keps/**/README.md", sidecar: kep.yaml }',
);

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: { ...smallPolicy({ contract: CONTRACT }), [README]: "# Batches\n", [DATA]: OPEN } });
});
afterAll(async () => await rig.close());

async function awaiting(title: string): Promise<number> {
  const number = rig.hub.as("pia").openIssue(rig.repo, { title, body: `${READY}\nSee [the proposal](${README}).\n` });
  await rig.quiet();
  rig.hub.as("pia").addLabel(rig.repo, number, "stage: doing");
  await rig.quiet();
  expect(ourLabels(rig, number)).toEqual(AWAITING);
  return number;
}

async function push(text: string): Promise<void> {
  rig.hub.as("olga").push(rig.repo, { files: { [DATA]: text } });
  await rig.quiet();
}

async function pull(text: string): Promise<number> {
  const number = rig.hub.as("eli").openPullRequest(rig.repo, { title: "Change the data", files: { [DATA]: text } });
  await rig.quiet();
  return number;
}

describe("the file of data beside a linked document", () => {
  it("is looked at again when it is pushed, and holds the hand-off back when it is wrong", async () => {
    const number = await awaiting("Batches");
    await push("status: whatever\n");
    expect(ourLabels(rig, number)).not.toEqual(AWAITING);
    await push(OPEN);
    expect(ourLabels(rig, number)).toEqual(AWAITING);
  });

  it("voids an ack around which it was changed there and back, unseen", async () => {
    const number = await awaiting("There and back");
    rig.hub.webhooks.hold();
    for (const act of [
      () => rig.hub.as("olga").push(rig.repo, { files: { [DATA]: "status: implementable\n" } }),
      () => rig.hub.as("ana").comment(rig.repo, number, "/ack"),
      () => rig.hub.as("olga").push(rig.repo, { files: { [DATA]: OPEN } }),
    ]) {
      act();
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    rig.hub.webhooks.release({});
    await rig.quiet();
    expect(ourLabels(rig, number)).not.toEqual(DOING);
  });

  it("is judged and drifts in a pull request as the document does", async () => {
    const number = await awaiting("Drifting");
    expect(check(rig, await pull("status: whatever\n"), "baton/documents")).toMatchObject({ conclusion: "failure" });
    rig.hub.as("ana").comment(rig.repo, number, "/ack");
    await rig.quiet();
    expect(ourLabels(rig, number)).toEqual(DOING);
    const run = check(rig, await pull("status: implementable\n"), "baton/documents");
    expect(run.output.summary).toContain(`would drift: \`${DATA}\``);
  });
});
