import { describe, expect, it } from "vitest";
import { artefactsStand, publishedArtefacts } from "../../../src/core/context/stands.js";
import type { ArtefactStanding } from "../../../src/core/context/standing.js";
import { artefactTurns } from "../../../src/core/context/turns.js";
import { isContextIssue } from "../../../src/core/facts/context-issue.js";
import type { Artefacts } from "../../../src/core/facts/artefact.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { afterWriting, planContextPage, type FoundIssue } from "../../../src/core/publishing/context-issue.js";
import type { Posted } from "../../../src/core/publishing/plan.js";
import { contextPage } from "../../../src/render/context/page.js";
import { blankSnapshot } from "../blank-snapshot.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20);
const CONFIG = `version: 1
stages: [{ id: todo, name: To do, label: "stage: todo" }, { id: done, name: Done, label: "stage: done" }]
enforcement: block
context_issue: true
roles: { pm: { users: [pia] } }
`;
const ANALYTICS = `apiVersion: baton/v1
kind: Role
id: analytics
name: Analytics
purpose: Says how the product is used.
people: { users: [ana] }
produces:
  - { id: usage, name: Usage report, to: all, by: { document: "docs/usage/*.md" }, cadence: 1w, checks: [{ check: section, section: Figures }] }
  - { id: costs, name: Costs, to: [pm], by: { document: docs/costs.md } }
`;
const PM = `apiVersion: baton/v1
kind: Role
id: pm
name: PM
purpose: Works on problems worth solving.
consumes:
  - { artefact: costs, from: analytics, cadence: 2d }
  - { artefact: voice, from: { external: "Sales @everyone" }, cadence: 1w }
`;

function policyOf(config = CONFIG, analytics = ANALYTICS): Policy {
  const files = [
    { path: ".github/baton.yml", text: config },
    { path: "contracts/roles/analytics.yml", text: analytics },
    { path: "contracts/roles/pm.yml", text: PM },
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/data", commit: "c1" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const { repository } = blankSnapshot("", null);
const FIT = "## Figures\n\n1,200 exports a week.\n";

function version(at: number, text = FIT, commit = `c${at}`): Artefacts[string] {
  return { known: true, value: { commit, at, since: at, files: [{ path: "a.md", oid: commit, content: { known: true, value: text } }] } };
}

function stand(
  artefacts: Artefacts,
  { now = NOW, known = [] as readonly ArtefactStanding[], policy = policyOf() } = {},
): ArtefactStanding[] {
  return artefactsStand({ repository, policy, artefacts, known, now });
}

const states = (standings: readonly ArtefactStanding[]) => Object.fromEntries(standings.map(({ artefact, state }) => [artefact, state]));

describe("published artefacts", () => {
  it("are those that roles publish, in their order", () => {
    expect(publishedArtefacts(policyOf())).toEqual(["usage", "costs"]);
  });

  it("are judged as a gate would judge them: fresh, stale by the tightest cadence of whoever takes them, unfit, missing, or not known", () => {
    expect(states(stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) }))).toEqual({ usage: "fresh", costs: "fresh" });
    expect(states(stand({ usage: version(NOW - 7 * DAY), costs: version(NOW - 2 * DAY) }))).toEqual({ usage: "stale", costs: "stale" });
    expect(states(stand({ usage: version(NOW - 8 * DAY, "## Figures\n\nTBD\n"), costs: { known: true, value: null } }))).toEqual({
      usage: "unfit",
      costs: "missing",
    });
    expect(states(stand({ usage: { known: false, reason: "a folder too large" } }))).toEqual({ usage: "unknown", costs: "unknown" });
  });

  it("are in their state since the version came or its time was over, and never before they were in another", () => {
    const fresh = stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) });
    expect(fresh.map(({ since, until }) => [since, until])).toEqual([
      [NOW - DAY, NOW + 6 * DAY],
      [NOW - DAY, NOW + DAY],
    ]);
    const later = stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) }, { now: NOW + 3 * DAY, known: fresh });
    expect(later.map(({ state, since }) => [state, since])).toEqual([
      ["fresh", NOW - DAY],
      ["stale", NOW + DAY],
    ]);
    // A commit that is dated back, brought by nobody knows when.
    const forged = stand({ costs: version(NOW - 1.5 * DAY, FIT, "forged") }, { known: later, now: NOW + 3 * DAY });
    expect(forged.find(({ artefact }) => artefact === "costs")?.since).toBeGreaterThanOrEqual(NOW + DAY);
  });
});

describe("what the ledger is told of them", () => {
  const first = stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) });

  it("is each state and each version once", () => {
    expect(artefactTurns([], first, NOW).map(({ artefact, state }) => [artefact, state])).toEqual([
      ["usage", "fresh"],
      ["costs", "fresh"],
    ]);
    expect(artefactTurns(first, stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) }, { known: first }), NOW)).toEqual([]);
    const newer = stand({ usage: version(NOW), costs: version(NOW - DAY) }, { known: first });
    expect(artefactTurns(first, newer, NOW)).toEqual([
      { artefact: "usage", producer: "analytics", state: "fresh", since: NOW, version: { commit: `c${NOW}`, at: NOW } },
    ]);
  });

  it("is both where something turned stale and fresh again while nobody looked", () => {
    const known = first;
    const now = NOW + 5 * DAY;
    const after = stand({ usage: version(NOW - DAY), costs: version(NOW + 4 * DAY) }, { known, now });
    expect(artefactTurns(first, after, now).map(({ artefact, state, since }) => [artefact, state, since])).toEqual([
      ["costs", "stale", NOW + DAY],
      ["costs", "fresh", NOW + 4 * DAY],
    ]);
  });

  it("is that no role gives it any more", () => {
    expect(artefactTurns(first, [], NOW).map(({ state, since }) => [state, since])).toEqual([
      ["dropped", NOW],
      ["dropped", NOW],
    ]);
  });
});

describe("the page about what flows between roles", () => {
  const standings = stand({ usage: version(NOW - 8 * DAY), costs: version(NOW - DAY) });

  it("says overdue first who must act, and pings nobody", () => {
    const { title, body } = contextPage(policyOf(), standings);
    expect(title).toBe("Baton: context between roles");
    const rows = body.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.slice(1).map((row) => row.split(" | ")[0])).toEqual(["| Usage report (`usage`)", "| Costs (`costs`)", "| `voice`"]);
    expect(rows[1]).toContain("**stale** since 2026-11-19");
    expect(rows[1]).toContain("`analytics` (`@ana`): publish a new version in `docs/usage/*.md`");
    expect(rows[2]).toMatch(/in `?docs\/costs.md`?, every 2 days .*fresh until 2026-11-21/);
    expect(rows[3]).toContain("comes from outside");
    expect(body).toContain("**1 of 3** must be seen to");
    expect(body.replace(/`[^`]*`/g, "")).not.toMatch(/@\w/);
  });

  it("is whole, however much there is", () => {
    const many = Array.from(
      { length: 50 },
      (_, index) =>
        `  - { id: a${index}, name: "${"n".repeat(90)} ${index}", to: all, by: { document: "docs/${"d".repeat(150)}${index}/*.md" } }`,
    );
    const roles = Array.from(
      { length: 4 },
      (_, index) =>
        `apiVersion: baton/v1\nkind: Role\nid: r${index}\nname: R\npurpose: P\nproduces:\n${many.join("\n").replaceAll("id: a", `id: r${index}-`)}\n`,
    );
    const files = [
      { path: ".github/baton.yml", text: CONFIG },
      ...roles.map((text, index) => ({ path: `contracts/roles/r${index}.yml`, text })),
    ];
    const { policy } = parsePolicy(files, { repository: "acme/data", commit: "c1" });
    const { body } = contextPage(policy ?? policyOf(), []);
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/\d+ more are told by `baton roles`/);
    expect(body.startsWith("<!-- baton:context -->")).toBe(true);
  });

  it("is of no issue but the App's own", () => {
    const author = { login: "baton", id: 1, type: "Bot", isSelf: true } as const;
    expect(isContextIssue({ kind: "issue", author })).toBe(true);
    expect(isContextIssue({ kind: "issue", author: { ...author, isSelf: false } })).toBe(false);
    expect(isContextIssue({ kind: "pull_request", author })).toBe(false);
  });
});

describe("what is written of it", () => {
  const fresh = stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) });
  const page = contextPage(policyOf(), fresh);
  const stored = afterWriting(page, 7, {}, null);
  const found: FoundIssue = { number: 7, body: page.body };
  const at = (now: number) =>
    contextPage(policyOf(), stand({ usage: version(NOW - DAY), costs: version(NOW - DAY) }, { now, known: fresh }));

  it("is a new issue where there is none, and nothing where it says all", () => {
    expect(planContextPage(page, null, {}, NOW)).toEqual({
      write: { kind: "create_issue", title: page.title, body: page.body },
      byTime: false,
    });
    expect(planContextPage(page, found, stored, NOW)).toEqual({ write: null, againAt: null });
    expect(planContextPage({ ...page, body: `${page.body} in other words` }, found, stored, NOW)).toEqual({ write: null, againAt: null });
  });

  it("is written at once for a version, a state, the policy, or a stranger's edit", () => {
    const news = [
      contextPage(policyOf(), stand({ usage: version(NOW), costs: version(NOW - DAY) })),
      contextPage(policyOf(), stand({ usage: version(NOW - DAY, "## Figures\n\nTBD\n"), costs: version(NOW - DAY) })),
      contextPage(policyOf(CONFIG, ANALYTICS.replace("cadence: 1w", "cadence: 6w")), fresh),
    ];
    const byTime: Posted = { ...stored, "context-by-time": { id: NOW, hash: "" } };
    for (const one of news)
      expect(planContextPage(one, found, byTime, NOW)).toMatchObject({ write: { kind: "update_issue", number: 7 }, byTime: false });
    expect(planContextPage(page, { ...found, body: "mine now" }, byTime, NOW)).toMatchObject({ write: { body: page.body }, byTime: false });
  });

  it("is written once a day at most for what time alone changed", () => {
    const [first, second] = [at(NOW + 2 * DAY), at(NOW + 6.5 * DAY)];
    const plan = planContextPage(first, found, stored, NOW + 2 * DAY);
    expect(plan).toMatchObject({ write: { kind: "update_issue" }, byTime: true });
    const after = afterWriting(first, 7, stored, NOW + 6 * DAY);
    const then = { number: 7, body: first.body };
    expect(planContextPage(second, then, after, NOW + 6.5 * DAY)).toEqual({ write: null, againAt: NOW + 7 * DAY });
    expect(planContextPage(second, then, after, NOW + 7 * DAY)).toMatchObject({ byTime: true });
  });
});
