import { contractHead } from "../../support/contract-head.js";
import { versionsOf } from "../../../src/core/words/versions.js";
import { describe, expect, it } from "vitest";
import { vouches } from "../../../src/core/handoff/commands/find.js";
import { judge as judgeContract } from "../../../src/core/judging/judge.js";
import { emptyRecord, type ItemRecord } from "../../../src/core/record/record.js";
import { ALWAYS } from "../../../src/core/facts/moment.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import type { LinkedDocument, Snapshot } from "../../../src/core/facts/snapshot.js";
import { readTexts } from "../../../src/core/content/item-texts.js";
import { documentNeeds, wantedFacts } from "../../../src/core/handoff/facts-needed.js";
import { comment, NOW, snapshotOf } from "./helpers.js";

const CONFIG =
  "version: 1\nlifecycle: dpos\ninitial: discover\nenforcement: block\nroles: { pm: { users: [pat] }, architect: { users: [ana] }, po: { users: [omar] } }\n";

/** A policy of one contract with these gates, whose own documents are under docs/briefs. */
function policyWith(gates: string, truth = '{ document: "docs/briefs/*.md" }'): Policy {
  const contract = `${contractHead({ source: truth })}gates:
${gates}
trigger: { acknowledge: { within: 24h } }
`;
  const { policy, problems } = parsePolicy(
    [
      { path: ".github/baton.yml", text: CONFIG },
      { path: "contracts/c.yml", text: contract },
    ],
    { repository: "acme/data", commit: "c0ffee" },
  );
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const file = (path: string, text: string): LinkedDocument => ({ path, oid: `oid of ${text}`, content: { known: true, value: text } });
const missing = (path: string): LinkedDocument => ({
  path,
  oid: null,
  missing: true,
  content: { known: false, reason: "the file does not exist" },
});
const unreadable = (path: string, oid: string | null = "1"): LinkedDocument => ({
  path,
  oid,
  content: { known: false, reason: "it is kept in Git LFS" },
});

function judged(policy: Policy, documents: LinkedDocument[], more: Partial<Snapshot> = {}, record: ItemRecord = emptyRecord()) {
  const snapshot = snapshotOf("no text", { documents, ...more });
  const [contract] = policy.contracts;
  if (!contract) throw new Error("no contract");
  return judgeContract(contract, { policy, snapshot, texts: readTexts(snapshot), record, now: NOW, vouches });
}

const partsOf = (policy: Policy, ...documents: LinkedDocument[]) =>
  Object.keys(judged(policy, documents).parts)
    .filter((key) => key.startsWith("["))
    .toSorted();

const OWN_GLOB = '  - { id: spec, check: document, path: "docs/specs/*.md", checks: [{ check: section, section: S }] }';
const own = policyWith(OWN_GLOB);

describe("the digest covers documents", () => {
  const digest = (...documents: LinkedDocument[]) => judged(own, documents).digest;
  const before = digest(file("docs/specs/a.md", "# S\nreal\n# T\nx"));

  it("that the check's own glob selects", () => expect(digest(file("docs/specs/a.md", "# S\nother\n# T\nx"))).not.toBe(before));
  it("only where the check reads them", () => expect(digest(file("docs/specs/a.md", "# S\nreal\n# T\nchanged"))).toBe(before));
  it("and no others", () =>
    expect(digest(file("docs/specs/a.md", "# S\nreal\n# T\nx"), file("docs/notes/b.md", "# S\nmine"))).toBe(before));
  it("whole, where the contract says the context lives and no gate reads it", () => {
    const brief = (text: string) => digest(file("docs/specs/a.md", "# S\nreal"), file("docs/briefs/b.md", text));
    expect(brief("one")).not.toBe(brief("two"));
  });
  it("one that is linked later", () =>
    expect(digest(file("docs/specs/a.md", "# S\nreal\n# T\nx"), file("docs/specs/b.md", "# S\nmore"))).not.toBe(before));
  it("one that appears later, even without the section", () =>
    expect(digest(missing("docs/specs/a.md"))).not.toBe(digest(file("docs/specs/a.md", "# T\nx"))));
  it("one that disappears", () => expect(digest(missing("docs/specs/a.md"))).not.toBe(before));
  it("one that cannot be read and changes", () =>
    expect(digest(unreadable("docs/specs/a.md", "1"))).not.toBe(digest(unreadable("docs/specs/a.md", "2"))));
  it("one whose reason for being unread changes", () =>
    expect(digest(unreadable("docs/specs/a.md", null))).not.toBe(digest(missing("docs/specs/a.md"))));
  it("one that is too large to be read and changes", () => {
    const large = (oid: string): LinkedDocument => ({
      path: "docs/specs/a.md",
      oid,
      content: { known: true, value: "word ".repeat(60_000) },
    });
    expect(digest(large("1"))).not.toBe(digest(large("2")));
  });
  it("no matter whether the text imitates a stand-in", () =>
    expect(digest(file("docs/specs/a.md", "# S\n\nmissing\nthe file does not exist"))).not.toBe(digest(missing("docs/specs/a.md"))));
  it("of the contract's own glob, for a check that names none", () => {
    const policy = policyWith("  - { id: brief, check: section, section: S, in: document }");
    expect(judged(policy, [file("docs/briefs/a.md", "# S\na")]).digest).not.toBe(
      judged(policy, [file("docs/briefs/a.md", "# S\nb")]).digest,
    );
  });
  it("of the innermost glob, inside other checks", () => {
    const policy = policyWith(
      '  - { id: spec, check: any, checks: [{ check: document, path: "docs/specs/*.md" }, { check: section, section: B }] }',
    );
    expect(partsOf(policy, file("docs/specs/a.md", "x"), file("docs/briefs/b.md", "y"))).toEqual([
      '["docs/briefs/b.md"]',
      '["docs/specs/a.md"]',
      '[null,"B"]',
    ]);
  });
  it("whose checks read no text: the whole document counts", () => {
    const policy = policyWith('  - { id: spec, check: document, path: "docs/specs/*.md", checks: [{ check: no_blockers }] }');
    expect(partsOf(policy, file("docs/specs/a.md", "x"))).toEqual(['["docs/specs/a.md"]']);
  });
});

describe("a document check", () => {
  const outcome = (policy: Policy, ...documents: LinkedDocument[]) => judged(policy, documents).gates[0]?.outcome;
  it("fails on a document that does not exist", () => {
    expect(outcome(own, missing("docs/specs/a.md"))).toBe("fail");
    expect(judged(own, [missing("docs/specs/a.md")]).gates[0]?.findings[0]).toMatchObject({
      code: "document_missing",
      path: "docs/specs/a.md",
    });
  });
  it("is an error on one that cannot be read", () => expect(outcome(own, unreadable("docs/specs/a.md"))).toBe("error"));
  it("is an error on one that was not looked up", () => expect(outcome(own, unreadable("docs/specs/a.md", null))).toBe("error"));
  it("is an error on front matter that asks for another language", () =>
    expect(outcome(own, file("docs/specs/a.md", "---js\nprocess.exit(1)\n---\n# S\nreal"))).toBe("error"));
  it("fails when none is linked", () => expect(outcome(own)).toBe("fail"));
  it("looks only at those its glob selects", () => expect(outcome(own, file("docs/briefs/a.md", "# S\nreal"))).toBe("fail"));
  it("wants every one that matches", () =>
    expect(outcome(own, file("docs/specs/a.md", "# S\nreal"), file("docs/specs/b.md", "# T\nreal"))).toBe("fail"));
  it("never takes the body for the document", () => {
    const body = snapshotOf("# S\nreal").item;
    expect(judged(own, [file("docs/specs/a.md", "# T\nreal")], { item: body }).gates[0]?.outcome).toBe("fail");
  });
  it("names the document in every finding", () =>
    expect(
      judged(own, [file("docs/specs/a.md", "# T\nreal")]).gates[0]?.findings.every((finding) => finding.path === "docs/specs/a.md"),
    ).toBe(true));
  it("puts the line of the file, front matter counted", () => {
    const found = judged(own, [file("docs/specs/a.md", "---\nkey: 1\n---\n\n# S\n\nTBD\n")]).gates[0]?.findings.find(
      (finding) => finding.code === "section_placeholder",
    );
    expect(found).toMatchObject({ line: 7, path: "docs/specs/a.md" });
  });
  it("passes when the nested checks do, from front matter too", () => {
    const policy = policyWith(
      '  - { id: spec, check: document, checks: [{ check: field, field: appetite, from: front_matter, schema: { pattern: "^[0-9]+w$" } }] }',
    );
    expect([
      outcome(policy, file("docs/briefs/a.md", "---\nappetite: 6w\n---\n")),
      outcome(policy, file("docs/briefs/a.md", "---\nappetite: long\n---\n")),
      outcome(policy, file("docs/briefs/a.md", "appetite: 6w")),
    ]).toEqual(["pass", "fail", "fail"]);
  });
  it("reads every linked document when neither it nor the contract names a glob", () => {
    const policy = policyWith("  - { id: any, check: document }", "{ body: true }");
    expect(wantedFacts(snapshotOf("x"), policy, emptyRecord()).documents).toEqual(["**"]);
    expect(outcome(policy, file("anywhere.md", "x"))).toBe("pass");
  });
});

describe("a confirmation of a document's section", () => {
  const policy = policyWith(
    '  - { id: ok, check: document, path: "docs/specs/*.md", checks: [{ check: confirmed_by, role: po, voided_by_edit_of: [S] }] }',
  );
  const people: Snapshot["people"] = { memberships: { po: { omar: { is: "member" } } }, permissions: {}, accounts: {} };
  const look = (text: string, record: ItemRecord, ids: number[]) =>
    judged(policy, [file("docs/specs/a.md", text)], { people, comments: ids.map((id) => comment(id, "omar", "/confirm ok")) }, record);

  it("is void once the section changed, whatever glob selected the document", () => {
    const first = look("# S\none", emptyRecord(), [5]);
    const record = {
      ...emptyRecord(),
      versions: versionsOf(snapshotOf(""), null),
      parts: Object.fromEntries(Object.entries(first.bound).map(([key, part]) => [key, { ...part, since: ALWAYS }])),
    };
    expect(look("# S\none", record, [5]).gates[0]?.outcome).toBe("pass");
    const changed = look("# S\ntwo", record, [5]);
    expect(changed.gates[0]?.outcome).toBe("pending");
    const again = { ...record, parts: changed.bound };
    expect(look("# S\ntwo", again, [5, 6]).gates[0]?.outcome).toBe("pass");
  });
});

describe("what checks inside documents need", () => {
  const needs = (gates: string, ...documents: LinkedDocument[]) =>
    documentNeeds(snapshotOf("see #1", { documents }), policyWith(gates), emptyRecord());
  const body = (gates: string) => wantedFacts(snapshotOf("see #1"), policyWith(gates), emptyRecord()).needs;
  const issue = (number: number) => ({ kind: "link", ref: { kind: "issue", key: `acme/data#${number}` } });
  const IN_DOCUMENT = "  - { id: l, check: links, kinds: [issue], in: document }";

  it("comes from the document, not from the body", () => {
    expect(needs(IN_DOCUMENT, file("docs/briefs/a.md", "see #2"))).toEqual([issue(2)]);
    expect(body(IN_DOCUMENT)).toEqual([]);
  });
  it("comes from those the check's glob selects", () => {
    const gates = '  - { id: l, check: document, path: "docs/specs/*.md", checks: [{ check: links, kinds: [issue] }] }';
    expect(needs(gates, file("docs/specs/a.md", "see #3"), file("docs/briefs/b.md", "see #4"))).toEqual([issue(3)]);
  });
  it("is found inside combinations", () => {
    const gates = "  - { id: l, check: document, checks: [{ check: any, checks: [{ check: links, kinds: [issue] }] }] }";
    expect(needs(gates, file("docs/briefs/a.md", "see #5"))).toContainEqual(issue(5));
    expect(
      needs("  - { id: l, check: all, in: document, checks: [{ check: links, kinds: [issue] }] }", file("docs/briefs/a.md", "see #6")),
    ).toContainEqual(issue(6));
    expect(
      needs("  - { id: l, check: all, checks: [{ check: links, kinds: [issue], in: document }] }", file("docs/briefs/a.md", "see #7")),
    ).toContainEqual(issue(7));
  });
  it("is nothing without a readable document, and nothing without such a check", () => {
    expect(needs(IN_DOCUMENT, missing("docs/briefs/a.md"))).toEqual([]);
    expect(needs("  - { id: l, check: links, kinds: [issue] }", file("docs/briefs/a.md", "see #2"))).toEqual([]);
    expect(body("  - { id: l, check: links, kinds: [issue] }")).toEqual([issue(1)]);
  });
  it("is known beforehand when it is no matter of text", () => {
    expect(body("  - { id: l, check: document, checks: [{ check: no_blockers }] }")).toContainEqual({ kind: "blocked_by" });
  });
  it("lets the gate pass once it is known", () => {
    const links = { "acme/data#2": { known: true as const, value: true } };
    expect(judged(policyWith(IN_DOCUMENT), [file("docs/briefs/a.md", "see #2")], { links }).gates[0]?.outcome).toBe("pass");
    expect(judged(policyWith(IN_DOCUMENT), [file("docs/briefs/a.md", "see #2")]).gates[0]?.outcome).toBe("error");
  });
});
