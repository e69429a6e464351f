import { describe, expect, it } from "vitest";
import type { LinkedIssueStanding, PullRequestVerdict } from "../../src/core/record/verdict.js";
import { person } from "../core/account.js";
import { renderPullRequestCheck } from "../../src/render/check-run.js";
import { DUE, GREEN, handoff, outsideCode, pull, receipt, stage, verdict } from "./build.js";

const where = { headSha: "a".repeat(40), detailsUrl: null };
const said = (over: Partial<PullRequestVerdict>) => renderPullRequestCheck(pull(over), where).output;
const REJECTION = { by: person("ana"), at: DUE, commentId: 1, reason: "No cohort @bob", digest: "" };
const HOLD = { by: person("pm"), at: DUE, commentId: 1, reason: "Legal first" };

function issue(standing: LinkedIssueStanding["standing"]): LinkedIssueStanding {
  return { reference: "#12", url: "https://github.com/acme/shop/issues/12", title: "Cohorts", standing };
}

type TooEarly = Extract<LinkedIssueStanding["standing"], { is: "too_early" }>;

const EARLY: TooEarly = { is: "too_early", stage: "Discover", next: "Decide", needsPerson: false, redGates: [], waitingFor: null };

describe("the check of a pull request after somebody stopped it", () => {
  it("says who sent its own hand-off back, and why", () => {
    const own = verdict({ kind: "pull_request", gates: GREEN, green: true, handoff: handoff({ state: "rejected", rejection: REJECTION }) });
    const { title, summary } = said({ conclusion: "failure", reason: { is: "own_contract" }, issues: [], own });
    expect(title).toBe("This pull request is still in Discover: sent back by @ana: No cohort @bob");
    expect(summary).toContain("`@ana` sent this back: `No cohort @bob`. A change to what the contract reads asks again");
    expect(`${title} ${summary}`).not.toMatch(/waiting|waits|green/);
    expect(outsideCode(summary)).not.toContain("@");
  });
  it("says who holds it", () => {
    const own = verdict({ kind: "pull_request", gates: GREEN, green: true, handoff: handoff({ state: "held", hold: HOLD }) });
    const { title, summary } = said({ conclusion: "failure", reason: { is: "own_contract" }, issues: [], own });
    expect(title).toBe("This pull request is still in Discover: held by @pm: Legal first");
    expect(summary).toContain("`@pm` holds this: `Legal first`. It goes on with `/unhold`.");
  });
  it("says who sent the issue back that it works on", () => {
    const stopped = { how: "sent_back", by: "ana", reason: "No cohort" } as const;
    const { title, summary } = said({ conclusion: "failure", issues: [issue({ ...EARLY, stopped })] });
    expect(title).toBe("#12 is still in Discover: sent back by @ana: No cohort");
    expect(summary).toContain("is in **Discover**, and does not go on. `@ana` sent this back: `No cohort`. Answer it there");
    expect(`${title} ${summary}`).not.toContain("request");
  });
  it("shows the issue's title as GitHub does", () => {
    const one = { ...issue(EARLY), title: ":bug: Cohorts :no-emoji:" };
    expect(said({ conclusion: "failure", issues: [one] }).summary).toContain("`#12 🐛 Cohorts :no-emoji:`");
  });
  it("names neither who nor why where the issue is of another repository", () => {
    const stopped = { how: "held", by: null, reason: null } as const;
    const { title, summary } = said({ conclusion: "failure", issues: [issue({ ...EARLY, stopped })] });
    expect(title).toBe("#12 is still in Discover: held");
    expect(summary).toContain("Somebody holds this. Answer it there");
  });
});

describe("the check of a pull request after an override", () => {
  it("says who went past what, of the issue that it works on", () => {
    const forced = { by: ["omar"], bypassed: ["Evidence", "the receiver's acknowledgement"] };
    const { title, summary } = said({ conclusion: "success", issues: [issue({ is: "allowed", stage: "Build", forced })] });
    expect(title).toBe("May go on: #12 is in Build by override of @omar, past Evidence and the receiver's acknowledgement");
    expect(outsideCode(summary)).not.toContain("@");
  });
  it("never says that all gates are green", () => {
    const gates = [{ id: "e", title: "Evidence", outcome: "fail" as const, waivedBy: null }];
    const receipts = [receipt({ kind: "overridden", by: [person("omar")], gates, acknowledgedBy: [] })];
    const own = verdict({ stage: stage(1), stageBy: "overridden", boundary: null, contract: null, gates: [], receipts });
    const { title } = said({ conclusion: "success", reason: { is: "own_contract" }, issues: [], own });
    expect(title).toBe("In Decide by override of @omar, past Evidence and the receiver's acknowledgement");
  });
});

describe("a pull request without an issue", () => {
  it("is told to write a closing word where GitHub makes a link of it", () => {
    const { title, summary } = said({ conclusion: "failure", reason: { is: "no_issue" }, issues: [] });
    expect(title).toBe('No linked issue: write "Closes #123" in the description');
    expect(summary).toContain("write `Closes #123` in the description");
  });
  it.each(["release/2.0", "develop", "entwicklung"])("into %s is told how to link by hand", (branch) => {
    const { title, summary } = said({
      conclusion: "failure",
      reason: { is: "no_issue", base: { branch, defaultBranch: "main" } },
      issues: [],
    });
    expect(title).toBe(`No linked issue: into ${branch} "Closes #123" makes no link, only into main. Link it under Development`);
    expect(summary).toContain(`in a pull request into \`${branch}\`, only in one into the default branch, \`main\``);
    expect(summary).toContain("**Development**");
    expect(`${title} ${summary}`).not.toContain("write");
  });
});
