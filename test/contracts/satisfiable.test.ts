import { letsPass, type Judgement } from "../../src/core/judging/judgement.js";
import type { PullRequestRef } from "../../src/core/facts/linked-pull.js";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { vouches } from "../../src/core/handoff/commands/find.js";
import { judge } from "../../src/core/judging/judge.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { parseYaml } from "../../src/core/yaml/yaml.js";
import type { IssueRef, Snapshot } from "../../src/core/facts/snapshot.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { wantedFacts } from "../../src/core/handoff/facts-needed.js";
import { comment, NOW, snapshotOf } from "../core/checks/helpers.js";
import { receipt } from "../render/build.js";
import { BRIEF, STORIES, type Story } from "./briefs.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => ({ path, text: readFileSync(root + path, "utf8") });
const files = [
  read(".github/baton.yml"),
  ...readdirSync(`${root}contracts`)
    .filter((name) => name.endsWith(".yml"))
    .map((name) => read(`contracts/${name}`)),
];
const parsed = parsePolicy(files, { repository: "acme/data", commit: "c0ffee" }).policy;
if (!parsed) throw new Error("the shipped policy does not parse");
const policy = parsed;

const FILES = new Set(["docs/runbooks/cohorts.md", "docs/guide/cohorts.md", "docs/market/2026-06-brief.md"]);
const memberships: Snapshot["people"]["memberships"] = {
  "portfolio-owner": { omar: { is: "member" } },
  architect: { ana: { is: "member" } },
  "ethics-owner": { emil: { is: "member" } },
};
const pull = (state: PullRequestRef["state"]): PullRequestRef => ({
  nodeId: "P",
  repositoryId: "R",
  repository: "acme/data",
  number: 8,
  title: "Cohorts",
  state,
  isDraft: false,
  headSha: "",
  createdAt: 0,
  url: "",
});
const blocker: IssueRef = {
  nodeId: "I7",
  repositoryId: "R",
  repository: "acme/data",
  number: 7,
  title: "Index",
  state: "open",
  stateReason: null,
  closedAt: null,
  url: "",
};

/** What the hand-off of the brief left behind. */
const BRIEF_ACCEPTED = receipt({
  from: "discover",
  to: "decide",
  criteria: { texts: BRIEF.split("\n").filter((line) => /^- (?:Median|Exports)/.test(line)), total: 2 },
});

/** Judges as the App does: what the contract needs is looked up, here among the files above. */
function held(story: Pick<Story, "contract" | "labels">, body: string, more: Partial<Snapshot>): Judgement {
  const contract = policy.contracts.find((candidate) => candidate.id === story.contract);
  if (!contract) throw new Error("no such contract");
  const bare = snapshotOf(body, { people: { memberships, permissions: {}, accounts: {} }, ...more });
  bare.item.labels = [...story.labels, policy.lifecycle.stages.find((stage) => stage.id === contract.stage.from)?.label ?? ""];
  const refs = wantedFacts(bare, policy, { ...emptyRecord(), stage: contract.stage.from }).needs.flatMap((need) =>
    need.kind === "link" ? [need.ref] : [],
  );
  const snapshot = {
    ...bare,
    links: Object.fromEntries(refs.map((ref) => [ref.key, { known: true as const, value: FILES.has(ref.key) }])),
  };
  return judge(contract, {
    policy,
    snapshot,
    texts: readTexts(snapshot),
    record: { ...emptyRecord(), receipts: [BRIEF_ACCEPTED] },
    now: NOW,
    vouches,
  });
}

const confirmed = (story: Story) => story.confirmations.map(({ gate, by }, index) => comment(index + 1, by, `/confirm ${gate}`));
const complete = (story: Story, body = story.complete) =>
  held(story, body, { comments: confirmed(story), linkedPullRequests: [pull("merged")] });
const problems = (judgement: Judgement) =>
  judgement.gates.filter((gate) => !letsPass(gate)).map((gate) => [gate.spec.id, gate.outcome, gate.findings]);

describe.each(STORIES)("the contract $contract", (story) => {
  it("is met by a complete body", () => {
    expect(problems(complete(story))).toEqual([]);
    expect(complete(story).green).toBe(true);
  });
  it("is met by the same with CRLF", () => expect(problems(complete(story, story.complete.replaceAll("\n", "\r\n")))).toEqual([]));
  it("is not met without each of its confirmations", () => {
    for (const { gate } of story.confirmations) {
      const comments = confirmed(story).filter((one) => one.body !== `/confirm ${gate}`);
      expect(
        problems(held(story, story.complete, { comments, linkedPullRequests: [pull("merged")] })).map(([id, outcome]) => [id, outcome]),
      ).toEqual([[gate, "pending"]]);
    }
  });
  it("names exactly what a deficient body lacks", () => {
    const judgement = held(story, story.deficient, { linkedPullRequests: [pull("open")], blockedBy: { known: true, value: [blocker] } });
    expect(Object.fromEntries(problems(judgement).map(([id, outcome]) => [id, outcome]))).toEqual(story.red);
  });
  it("is red throughout on an empty body", () => {
    const judgement = held(story, "", { blockedBy: { known: false, reason: "not read" } });
    const green = judgement.gates.filter(letsPass).map((gate) => gate.spec.check.kind);
    expect(green.filter((kind) => kind !== "forbid")).toEqual([]);
  });
  it("has titles that say what is wanted, and notes", () => {
    const contract = complete(story).contract;
    expect(contract.notes.length).toBeGreaterThan(0);
    for (const gate of contract.gates) expect(gate.title).toMatch(/^[A-Z].{9,110}$/);
    expect(new Set(contract.gates.map((gate) => gate.title)).size).toBe(contract.gates.length);
  });
});

describe("the problem brief form", () => {
  const form = parseYaml(read(".github/ISSUE_TEMPLATE/problem-brief.yml").text);
  if (!form.ok) throw new Error("the form is broken");
  const { body: fields, labels } = form.data as {
    body: { attributes: { label: string; value?: string; placeholder?: string } }[];
    labels: string[];
  };
  const [story] = STORIES;
  if (!story) throw new Error("no story");
  /** GitHub renders an answer as a heading of level 3 and the text; without one, `_No response_`. */
  const rendered = (answer: (label: string) => string) =>
    fields.map(({ attributes: { label } }) => `### ${label}\r\n\r\n${answer(label) || "_No response_"}`).join("\r\n\r\n");
  const answers = new Map(
    BRIEF.split("### ")
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n")).trim()]),
  );

  it("makes an issue that meets the contract", () => {
    const body = rendered((label) => answers.get(label) ?? "");
    expect(problems(complete({ ...story, labels }, body))).toEqual([]);
  });
  it("makes none that does when left as it came", () => {
    const preset = new Map(fields.map(({ attributes }) => [attributes.label, attributes.value ?? ""]));
    const red = problems(
      complete(
        { ...story, labels },
        rendered((label) => preset.get(label) ?? ""),
      ),
    ).map(([id]) => id);
    expect(red).toEqual(["customer-problem", "evidence", "business-rationale", "success-criteria", "constraints", "ethics"]);
  });
  it("shows examples that would count", () => {
    const example = (label: string) => fields.find((field) => field.attributes.label === label)?.attributes.placeholder ?? "";
    const body = rendered((label) =>
      label === "Success criteria"
        ? example(label)
        : label === "Evidence"
          ? [example(label), answers.get(label)?.split("\n").slice(0, 2).join("\n")].join("\n")
          : (answers.get(label) ?? ""),
    );
    // The examples are dated after the test's own clock.
    expect(problems(complete({ ...story, labels }, body.replace("2026-10-01", "2026-07-01")))).toEqual([]);
  });
});
