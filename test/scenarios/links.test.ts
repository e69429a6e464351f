import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRepository, AWAITING, BLOCKED, check, living, openRig, ourLabels, READY, smallContract, smallPolicy, type Rig } from "./rig.js";
import { requestHandoff } from "./steps.js";

const GATES = `  - { id: goal, title: Goal, check: section, section: Goal, min_words: 3 }
  - { id: brief, title: Brief, check: section, section: Scope, in: document }`;
const BRIEF = "# Brief\n\n## Scope\n\nThe north depots only.\n";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ files: smallPolicy() });
});
afterAll(() => rig.close());

async function repositoryWith(name: string, files: Record<string, string>): Promise<string> {
  const contract = smallContract(GATES, 'source_of_truth: { body: true, document: "docs/**/*.md" }');
  const repo = addRepository(rig, name, { ...smallPolicy({ contract }), ...files });
  await rig.quiet();
  return repo;
}

const requested = (repo: string, link: string): Promise<number> => requestHandoff(rig, { repo, body: `${READY}\n\n${link}\n` });

describe("a document whose name is not ASCII", () => {
  it.each([
    ["plainly", "[brief](docs/übersicht.md)", "docs/übersicht.md"],
    ["percent-encoded", "[brief](docs/%C3%BCbersicht.md)", "docs/übersicht.md"],
    ["in HTML", '<a href="docs/übersicht.md">brief</a>', "docs/übersicht.md"],
    ["as another system composes it", "[brief](docs/übersicht.md)", "docs/u\u0308bersicht.md"],
  ])("is read and bound to the ack when it is linked %s", async (how, link, path) => {
    const repo = await repositoryWith(`named-${how.replaceAll(" ", "-").slice(0, 12)}`, { [path]: BRIEF });
    const number = await requested(repo, link);
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
    rig.hub.as("olga").push(repo, { files: { [path]: "# Brief\n\n## Scope\n" } });
    await rig.quiet();
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
  });

  it("tells pull requests that change it what becomes of those who link it", async () => {
    const path = "docs/u\u0308bersicht.md";
    const repo = await repositoryWith("named-pull", { [path]: BRIEF });
    const number = await requested(repo, "[brief](docs/übersicht.md)");
    const pull = rig.hub.as("eli").openPullRequest(repo, { title: "Cut", files: { [path]: "# Brief\n" } });
    await rig.quiet();
    expect(check(rig, pull, "baton/documents", repo)).toMatchObject({ conclusion: "failure" });
    expect(check(rig, pull, "baton/documents", repo).output.summary).toContain(`#${number}`);
  });

  it("proves nothing while two files have the name", async () => {
    const repo = await repositoryWith("named-twice", { "docs/\u00fc.md": BRIEF, "docs/u\u0308.md": "# Other\n" });
    const number = await requested(repo, "[brief](docs/ü.md)");
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain("two files of the repository have this name");
  });
});

describe("what only looks like the document", () => {
  it.each([
    ["another branch", "https://HOST/REPO/blob/evil-branch/docs/a.md", "another branch"],
    ["what the link says", "[docs/a.md](https://evil.example/)", "another host"],
    ["a commit", "https://HOST/REPO/blob/HEADSHA/docs/a.md", "to a commit"],
  ])("is %s, and is not judged as the default branch's file", async (kind, link, says) => {
    const repo = await repositoryWith(`looks-${kind.replaceAll(" ", "-")}`, { "docs/a.md": BRIEF });
    const href = link.replace("https://HOST", rig.hub.url).replace("REPO", repo).replace("HEADSHA", rig.hub.headSha(repo));
    const number = await requested(repo, href);
    expect(ourLabels(rig, number, repo)).toEqual(BLOCKED);
    expect(living(rig, number, repo)).toContain(says);
    expect(living(rig, number, repo)).toContain("in **Goal**");
  });

  it("is the document when it is the default branch's address", async () => {
    const repo = await repositoryWith("looks-right", { "docs/a.md": BRIEF });
    const number = await requested(repo, `${rig.hub.url}/${repo}/blob/main/docs/a.md`);
    expect(ourLabels(rig, number, repo)).toEqual(AWAITING);
  });
});
