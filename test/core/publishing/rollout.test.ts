import { describe, expect, it } from "vitest";
import { count, firstRollout, rolloutTime, roughly, type Holdings } from "../../../src/core/publishing/rollout.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { timeToWrite, paceOf, timeToWriteTo } from "../../../src/core/time/pace.js";
import { smallContract, SMALL } from "../../scenarios/small-policy.js";

const HOLDINGS: Holdings = { issues: 50, staged: 12, fresh: 30, pulls: 9, stagedPulls: 2, missingLabels: 6 };
const HOUR = 3_600_000;

const ISSUES_ONLY = smallContract(undefined, "source_of_truth: { body: true }\napplies_to: { subject: issue }");

function policy(config = SMALL, contract = ISSUES_ONLY): Policy {
  const files = [
    { path: ".github/baton.yml", text: config },
    { path: "contracts/start.yml", text: contract },
  ];
  const { policy: read, problems } = parsePolicy(files, { repository: "acme/data", commit: "" });
  if (!read) throw new Error(JSON.stringify(problems));
  return read;
}

describe("a first rollout", () => {
  it("checks each pull request, comments each governed item, labels those without a stage, and makes the labels that are missing", () => {
    expect(firstRollout(policy(), HOLDINGS)).toEqual({
      governed: 42,
      now: { checks: 9, comments: 42, labels: 30, made: 6 },
      onceBlocking: { checks: 0, comments: 0, labels: 0, made: 0 },
    });
  });

  it("puts on no label while it observes, and says what comes once it blocks", () => {
    expect(firstRollout(policy(SMALL.replace("block", "observe")), HOLDINGS)).toEqual({
      governed: 42,
      now: { checks: 9, comments: 42, labels: 0, made: 0 },
      onceBlocking: { checks: 9, comments: 42, labels: 30, made: 6 },
    });
  });

  it("governs only what has a stage where new items begin in none", () => {
    const { governed, now } = firstRollout(policy(SMALL.replace("initial: todo\n", "")), HOLDINGS);
    expect({ governed, ...now }).toEqual({ governed: 12, checks: 9, comments: 12, labels: 0, made: 6 });
  });

  it("counts pull requests with a stage where a contract is made for them", () => {
    expect(firstRollout(policy(SMALL, smallContract()), HOLDINGS).governed).toBe(44);
  });
});

describe("how long it takes", () => {
  const same = (repositories: number, writes: number, open = 0) => Array.from({ length: repositories }, () => ({ writes, open }));

  it("is what the hour's budget allows", () => {
    expect(timeToWrite(400, paceOf(1))).toBe(399_000);
    expect(timeToWrite(401, paceOf(1))).toBe(HOUR);
    expect(rolloutTime(same(200, 200), 1).writing).toBe(99 * HOUR + 399_000);
    expect(roughly(99 * HOUR + 399_000)).toEqual({ amount: 5, unit: "day" });
    expect(rolloutTime(same(200, 200), 2).writing).toBe(49 * HOUR + 399_500);
    expect(rolloutTime(same(200, 200), 0).writing).toBe(0);
  });

  it("is longer for one repository, which rests after twenty writes", () => {
    expect(timeToWriteTo(20, 1)).toBe(19_000);
    expect(timeToWriteTo(21, 1)).toBe(80_000);
    expect(rolloutTime(same(1, 100), 1).writing).toBe(99_000 + 4 * 60_000);
  });

  it("is GitHub's limit of queries where much is open and little to be written", () => {
    expect(rolloutTime(same(200, 1, 5_000), 1)).toEqual({ writing: 199_000, reading: 200 * HOUR });
    expect(rolloutTime(same(1, 1, 100), 1).reading).toBe(0);
  });

  it.each([
    [0, { amount: 1, unit: "minute" }],
    [61_000, { amount: 2, unit: "minute" }],
    [91 * 60_000, { amount: 2, unit: "hour" }],
    [48 * HOUR, { amount: 48, unit: "hour" }],
    [49 * HOUR, { amount: 3, unit: "day" }],
  ])("is %d ms said roughly", (ms, said) => {
    expect(roughly(ms)).toEqual(said);
  });

  it("counts each kind of write once", () => {
    expect(count({ checks: 1, comments: 20, labels: 300, made: 4_000 })).toBe(4_321);
  });
});
