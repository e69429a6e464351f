import { contractHead } from "../support/contract-head.js";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Policy } from "../../src/core/policy/types.js";
import { OFFLINE, type Found, type Given } from "../../src/core/facts/given.js";
import { headingsOf, replaceSection } from "../../src/core/trial/sections.js";
import { readTime } from "../../src/core/time/read-time.js";
import { trial } from "../../src/core/trial/trial.js";

const NOW = Date.UTC(2026, 10, 1, 9);
const CONFIG = `version: 1
roles:
  pm: { users: [paula] }
  owner: { users: [omar] }
  architect: { teams: [acme/architects] }
`;

function policyOf(...gates: string[]): Policy {
  const text = `${contractHead({ source: '{ body: true, document: "docs/**/*.md" }' })}gates:
${gates.map((gate, index) => `  - { id: g${index}, ${gate} }`).join("\n")}
trigger: { acknowledge: { within: 24h } }
`;
  const files = [
    { path: ".github/baton.yml", text: CONFIG },
    { path: "contracts/c.yml", text },
  ];
  const { policy, problems } = parsePolicy(files, { repository: "Acme/data", commit: "c0ffee" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

function judged(gate: string, given: Partial<Given>, lookUp?: (path: string) => Found) {
  const policy = policyOf(gate);
  const [contract] = policy.contracts;
  if (!contract) throw new Error("no contract");
  const { gates, green } = trial({ policy, contract, given: { body: "", ...given }, now: NOW, ...(lookUp && { lookUp }) });
  const [found] = gates;
  if (!found) throw new Error("no gate");
  return { outcome: found.applies ? found.outcome : "skipped", green, said: JSON.stringify(found.findings) };
}
const outcome = (gate: string, given: Partial<Given>, lookUp?: (path: string) => Found) => judged(gate, given, lookUp).outcome;

describe("what is not given", () => {
  it.each([
    "check: confirmed_by, role: owner",
    "check: no_blockers",
    "check: linked_pr",
    "check: metadata, labels: { any: [a] }",
    "check: metadata, labels: { none: [a] }",
    "check: metadata, assignee: { role: pm }",
    "check: metadata, milestone: false",
    "check: metadata, type: Bug",
    "check: approvals, role: owner",
    "check: status, name: test, app: ci",
    "check: sub_issues",
    "check: requires_stage, stage: decide",
    "check: field, field: Size, from: issue_field",
    "check: not, checks: [{ check: metadata, labels: { any: [a] } }]",
  ])("is an error: %s", (gate) => {
    const { outcome: found, green, said } = judged(gate, { body: "See #7." });
    expect([found, green]).toEqual(["error", false]);
    expect(said).toContain(OFFLINE);
  });

  it("is no error where the text alone decides", () => {
    expect(outcome("check: any, checks: [{ check: section, section: A }, { check: linked_pr }]", { body: "# A\n\nYes indeed." })).toBe(
      "pass",
    );
    expect(outcome("check: section, section: A", { body: "# A\n\nYes indeed." })).toBe("pass");
  });

  it("leaves a condition on labels open: what is met is met anyhow, what is not may count", () => {
    const gate = "check: section, section: A, when: { labels: { any: [big] } }";
    expect(outcome(gate, { body: "# A\n\nYes indeed." })).toBe("pass");
    expect(judged(gate, { body: "" })).toMatchObject({ outcome: "error", green: false });
    expect(outcome(gate, { body: "", labels: [] })).toBe("skipped");
    expect(outcome(gate, { body: "", labels: ["BIG"] })).toBe("fail");
  });
});

describe("people", () => {
  const gate = "check: confirmed_by, role: owner, voided_by_edit_of: [Why]";
  const body = "# Why\n\nBecause.\n\n# Else\n\nMore.";
  const confirmed = { body, comments: [{ by: "Omar", body: "/confirm g0", at: NOW - 1000 }] };

  it.each<[string, Partial<Given>, string]>([
    ["a member's confirmation counts", confirmed, "pass"],
    ["nobody's does not", { body, comments: [] }, "pending"],
    ["a stranger's does not", { body, comments: [{ by: "eve", body: "/confirm g0" }] }, "pending"],
    ["the author's does not", { ...confirmed, author: "omar" }, "pending"],
    ["a bot's does not", { body, comments: [{ by: "omar[bot]", body: "/confirm g0" }] }, "pending"],
    ["a deleted account's does not", { body, comments: [{ by: null, body: "/confirm g0" }] }, "pending"],
    ["an edited one does not", { body, comments: [{ by: "omar", body: "/confirm g0", at: NOW - 9, edited_at: NOW }] }, "pending"],
    ["an edit of the text voids it", { ...confirmed, edited_at: NOW }, "pending"],
    ["an edit of its section voids it", { ...confirmed, edited_at: NOW, edited_sections: ["why:"] }, "pending"],
    ["an edit of another section does not", { ...confirmed, edited_at: NOW, edited_sections: ["Else"] }, "pass"],
    ["an edit before it does not", { ...confirmed, edited_at: NOW - 5000 }, "pass"],
    ["members that are given are all there are", { ...confirmed, members: { owner: ["olga"] } }, "pending"],
  ])("%s", (_name, given, wanted) => expect(outcome(gate, given)).toBe(wanted));

  it("does not know who is in a team, unless told", () => {
    const team = "check: confirmed_by, role: architect";
    const comments = [{ by: "ana", body: "/confirm g0" }];
    expect(judged(team, { comments })).toMatchObject({ outcome: "error", said: expect.stringContaining(OFFLINE) });
    expect(outcome(team, { comments, members: { architect: ["ana"] } })).toBe("pass");
  });

  it("judges assignees and reviewers by their roles", () => {
    expect(outcome("check: metadata, assignee: { role: pm }", { assignees: ["paula"] })).toBe("pass");
    expect(outcome("check: metadata, assignee: { role: pm }", { assignees: [] })).toBe("fail");
    const approvals = "check: approvals, role: owner";
    const review = { by: "omar", state: "approved" as const, stale: false };
    expect(outcome(approvals, { subject: "pull_request", reviews: [review] })).toBe("pass");
    expect(outcome(approvals, { subject: "pull_request", reviews: [{ ...review, stale: true }] })).not.toBe("pass");
    expect(outcome(approvals, { linked_prs: [{ pr: "#9", state: "open" }], reviews: [{ ...review, pr: "#9" }] })).toBe("pass");
  });
});

describe("GitHub's facts", () => {
  it.each<[string, string, Partial<Given>, string]>([
    ["no dependency", "check: no_blockers", { blocked_by: [], sub_issues: [] }, "pass"],
    [
      "an open dependency",
      "check: no_blockers",
      { blocked_by: [{ issue: "#7", state: "open", reason: "completed" }], sub_issues: [] },
      "fail",
    ],
    ["half of the lists", "check: no_blockers", { blocked_by: [] }, "error"],
    ["a merged pull request", "check: linked_pr", { linked_prs: [{ pr: "acme/web#9", state: "merged" }] }, "pass"],
    ["a draft", "check: linked_pr, state: ready", { linked_prs: [{ pr: "#9", state: "draft" }] }, "fail"],
    ["no pull request", "check: linked_pr", { linked_prs: [] }, "fail"],
    ["a type", "check: metadata, type: Bug", { type: "bug" }, "pass"],
    ["no type", "check: metadata, type: Bug", { type: null }, "fail"],
    ["a milestone", "check: metadata, milestone: true", { milestone: "M1" }, "pass"],
    [
      "a status",
      "check: status, name: test, app: ci",
      { subject: "pull_request", checks: [{ name: "test", app: "ci", conclusion: "success" }] },
      "pass",
    ],
    [
      "a status of another app",
      "check: status, name: test, app: ci",
      { subject: "pull_request", checks: [{ name: "test", app: "me", conclusion: "success" }] },
      "pending",
    ],
    ["a stage", "check: requires_stage, stage: decide", { body: "Needs #7", stages: { "#7": "build" } }, "pass"],
    ["an earlier stage", "check: requires_stage, stage: decide", { body: "Needs #7", stages: { "#7": "discover" } }, "fail"],
    ["a project field", "check: field, field: Size, from: project_field, schema: { minimum: 3 }", { project_fields: { Size: 5 } }, "pass"],
    ["criteria", "check: outcome, section: Outcome", { body: "# Outcome\n\n- Under 5 s: 4 s, met", criteria: ["Under 5 s"] }, "pass"],
  ])("%s", (_name, gate, given, wanted) => expect(outcome(gate, given)).toBe(wanted));
});

describe("links and documents", () => {
  const inDocument = "check: section, section: A, in: document";
  const body = "See [brief](docs/brief.md).";

  it.each<[string, string, Partial<Given>, string]>([
    ["a document that is given", inDocument, { body, documents: { "docs/brief.md": "# A\n\nYes indeed." } }, "pass"],
    ["one that says too little", inDocument, { body, documents: { "docs/brief.md": "# A\n" } }, "fail"],
    ["one that does not exist", inDocument, { body, documents: {} }, "fail"],
    ["one that nobody can read here", inDocument, { body }, "error"],
    [
      "one by its URL",
      inDocument,
      { body: "https://github.com/acme/data/blob/main/docs/brief.md", documents: { "docs/brief.md": "# A\n\nYes indeed." } },
      "pass",
    ],
    ["one that is not linked", inDocument, { body: "", documents: { "docs/brief.md": "# A\n\nYes indeed." } }, "fail"],
    ["a link to an issue that exists", "check: links", { body: "#12", links: ["#12"] }, "pass"],
    ["a link to one that does not", "check: links", { body: "#12", links: ["#13"] }, "fail"],
    ["a link to one that nobody knows", "check: links", { body: "#12" }, "error"],
    ["a link to a path that nobody can look up here", "check: links", { body }, "error"],
    ["a link to a path that exists", "check: links", { body, links: ["docs/brief.md"] }, "pass"],
    ["a template that is given", "check: template, file: docs/t.md", { body: "# A\n\nYes.", files: { "docs/t.md": "# A\n" } }, "pass"],
    [
      "a template that is not followed",
      "check: template, file: docs/t.md",
      { body: "# B\n\nYes.", files: { "docs/t.md": "# A\n" } },
      "fail",
    ],
    ["a template that nobody can read here", "check: template, file: docs/t.md", { body: "# A\n\nYes." }, "error"],
  ])("%s", (_name, gate, given, wanted) => expect(outcome(gate, given)).toBe(wanted));

  it("looks up what is not given, where it may, and asks for nothing that is not linked", () => {
    const asked: string[] = [];
    const lookUp = (path: string): Found => {
      asked.push(path);
      return path === "docs/brief.md" ? { is: "text", text: "# A\n\nYes indeed." } : { is: "missing" };
    };
    expect(outcome(inDocument, { body }, lookUp)).toBe("pass");
    expect(outcome("check: links, min: 2", { body: `${body} [gone](docs/gone.md)` }, lookUp)).toBe("fail");
    expect(new Set(asked)).toEqual(new Set(["docs/brief.md", "docs/gone.md"]));
  });

  it("takes what may not be read for an error, yet for something that exists", () => {
    const lookUp = (): Found => ({ is: "unread", reason: "it is a symbolic link" });
    expect(judged(inDocument, { body }, lookUp)).toMatchObject({ outcome: "error", said: expect.stringContaining("symbolic link") });
    expect(outcome("check: links, kinds: [file]", { body }, lookUp)).toBe("pass");
  });
});

describe("replacing sections", () => {
  const body = "Intro\n\n# A\n\none\n\n## A1\n\ntwo\n\nB\n=\n\nthree\n\n```\n# A\n```\n\n# C\nfour";

  it.each<[string, string, string | null, string | null]>([
    ["with what is below it", "a", "new\n", "Intro\n\n# A\n\nnew\n\nB\n=\n\nthree\n\n```\n# A\n```\n\n# C\nfour"],
    ["an underlined one", "B", "new", "Intro\n\n# A\n\none\n\n## A1\n\ntwo\n\nB\n=\n\nnew\n\n# C\nfour"],
    ["the last one", "C:", "new", `${body.slice(0, -5)}\n\nnew\n`],
    ["an inner one", "A1", null, "Intro\n\n# A\n\none\n\nB\n=\n\nthree\n\n```\n# A\n```\n\n# C\nfour"],
    ["one that is not there", "D", "new", null],
  ])("%s", (_name, name, content, wanted) => expect(replaceSection(body, name, content)).toBe(wanted));

  it("reads CRLF and a byte order mark", () => {
    expect(replaceSection("\uFEFF# A\r\n\r\none\r\n# B\r\n", "A", "two")).toBe("# A\n\ntwo\n\n# B\n");
    expect(headingsOf(body)).toEqual(["A", "A1", "B", "C"]);
  });
});

describe("times", () => {
  it.each([
    ["2026-11-01", Date.UTC(2026, 10, 1)],
    ["2026-11-01T09:00Z", NOW],
    ["2026-11-01T10:00:00+01:00", NOW],
    ["2026-02-30", null],
    ["2026-11-01T24:00:00Z", null],
    ["2026-11-01T09:00:00", null],
    ["tomorrow", null],
    ["", null],
  ])("%s", (text, wanted) => expect(readTime(text)).toBe(wanted));
});
