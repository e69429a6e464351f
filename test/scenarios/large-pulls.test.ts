import { afterAll, beforeAll, expect, describe, it } from "vitest";
import { addRepository, check, checks, openRig, READY, smallContract, smallPolicy, type Rig } from "./rig.js";

let rig: Rig;
/** One more than GitHub lists of a pull request. */
const OTHERS = Object.fromEntries(Array.from({ length: 3_001 }, (_, index) => [`other/${index}.txt`, `${index}\n`]));
const GATES = [
  "  - { id: shape, check: template, file: docs/template.md }",
  "  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3, in: document }",
].join("\n");
const CONTRACT = smallContract(GATES, 'source_of_truth: { body: true, document: "docs/**/*.md" }');
const FILES = {
  ...smallPolicy({ contract: CONTRACT }),
  "docs/template.md": "## Goal\n\n## Risks\n",
  "docs/brief.md": READY,
};

async function large(files: Record<string, string>, by = "eli", repo = rig.repo): Promise<number> {
  const number = rig.hub.as(by).openPullRequest(repo, { title: "Large", files: { ...OTHERS, ...files }, fork: by !== "eli" });
  await rig.quiet();
  return number;
}

beforeAll(async () => {
  rig = await openRig({ files: FILES });
  rig.hub.as("pia").openIssue(rig.repo, { title: "Cohorts", body: "See [the brief](docs/brief.md).\n" });
  await rig.quiet();
});
afterAll(() => rig.close());

describe("a pull request of more files than GitHub lists", () => {
  it.each(["eli", "eve"])("is held back when it weakens the template that a gate judges by (%s)", async (by) => {
    const number = await large({ "docs/template.md": `## Goal\n\n${by}\n` }, by);
    expect(check(rig, number).conclusion).toBe("action_required");
    expect(check(rig, number, "baton/contracts").conclusion).toBe("action_required");
    expect(check(rig, number, "baton/contracts").output.summary).toContain("`file` of `shape`");
  });

  it("is held back when it loosens a contract", async () => {
    const number = await large({ "contracts/start.yml": CONTRACT.replace("min_words: 3", "min_words: 1") });
    expect(check(rig, number, "baton/contracts").conclusion).toBe("action_required");
    expect(check(rig, number).conclusion).toBe("action_required");
  });

  it("fails when a document that an item links would turn its gate red", async () => {
    const number = await large({ "docs/brief.md": "## Goal\n\nTBD\n" });
    expect(check(rig, number, "baton/documents").conclusion).toBe("failure");
  });

  it("passes when it changes nothing of all that, whatever else came to the default branch meanwhile", async () => {
    const number = await large({});
    rig.hub
      .as("olga")
      .push(rig.repo, { files: { "docs/template.md": "## Goal\n\n## Risks\n\n## More\n", "docs/brief.md": `${READY}and more\n` } });
    await rig.quiet();
    rig.hub.as("eli").comment(rig.repo, number, "/recheck");
    await rig.quiet();
    expect(check(rig, number).conclusion).toBe("success");
    expect(checks(rig, number, "baton/contracts")).toEqual([]);
    expect(checks(rig, number, "baton/documents")).toEqual([]);
  });

  it("is red while GitHub does not compare it with its base", async () => {
    const repo = addRepository(rig, "incomparable", FILES);
    rig.hub.faults.add({ match: { path: /\/compare\// }, kind: "not_found", times: 1_000 });
    const number = await large({}, "eli", repo);
    rig.hub.faults.clear();
    expect(check(rig, number, "baton", repo).conclusion).not.toBe("success");
    expect(check(rig, number, "baton/contracts", repo).conclusion).toBe("failure");
  });
});
