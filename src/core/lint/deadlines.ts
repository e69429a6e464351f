import type { Calendar, Duration } from "../time/types.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule } from "./rule.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHORTEST = 30 * MINUTE;
const WEEKS = 4;
/** A month without a working day. */
const GAP_DAYS = 28;

/** Deadlines that nobody can keep, or that are none. */
export const deadlines: LintRule = {
  id: "deadline",
  summary: "A deadline cannot be met, or takes far longer in the calendar than it says.",
  example: { in: "contract", of: "within: 24h", bad: "within: 5m", good: "within: 24h" },
  severity: "warning",
  needs: "config",
  run: (policy) => [...policy.contracts.flatMap((one) => [...within(one, policy), ...signal(one)]), ...holidays(policy)],
};

function within({ file, contract }: LintedContract, { config }: LintedPolicy): LintFinding[] {
  const timers = [
    { path: ["trigger", "acknowledge", "within"], given: contract.acknowledge.within },
    ...(contract.begin ? [{ path: ["trigger", "begin", "within"], given: contract.begin.within }] : []),
  ];
  return timers.flatMap(({ path, given }): LintFinding[] => {
    const problem = tooShort(given) ?? (config.calendar ? stretched(given, config.calendar) : null);
    return problem ? [{ file, path, at: "value", ...problem }] : [];
  });
}

type Problem = Pick<LintFinding, "found" | "needed" | "fix">;

function tooShort({ text, ms }: Duration): Problem | null {
  if (ms >= SHORTEST) return null;
  return {
    found: `${text}, less than people need to notice`,
    needed: "at least 30m",
    fix: "Give a time that a person at work can keep, such as 4h.",
  };
}

/** Hours count inside working hours only: few of those a week make a short deadline long. */
function stretched({ text, ms }: Duration, calendar: Calendar): Problem | null {
  const weekly = new Set(calendar.days).size * (calendar.to - calendar.from) * MINUTE;
  const weeks = Math.ceil(ms / weekly);
  if (ms > 7 * DAY || weeks <= WEEKS || !/^(?:\d+[hm]|PT.*)$/.test(text)) return null;
  const found = `${text} of working time, which takes ${weeks} weeks in the calendar of .github/baton.yml`;
  return {
    found,
    needed: "a time that ends within the month",
    fix: "Write it in days (`2d` are two working days), or widen the calendar's hours.",
  };
}

function signal({ file, contract }: LintedContract): LintFinding[] {
  if (contract.begin?.signal !== "linked_pr" || contract.appliesTo.subject !== "pull_request") return [];
  const found = "`linked_pr` in a contract for pull requests, to which no pull request is linked";
  return [
    {
      file,
      path: ["trigger", "begin", "signal"],
      at: "value",
      found,
      needed: "a signal that can come",
      fix: "Use `assigned`, `command` or `any`.",
    },
  ];
}

function holidays({ config: { calendar }, configFile }: LintedPolicy): LintFinding[] {
  if (!calendar || !configFile) return [];
  const gap = longestGap(calendar);
  if (gap === null || gap.days < GAP_DAYS) return [];
  const found = `${gap.days} days from ${gap.first} on without a working day, in which no deadline ends`;
  return [
    {
      file: configFile,
      path: ["calendar", "holidays"],
      at: "key",
      found,
      needed: "a working day at least every four weeks",
      fix: "Look for a day that is listed by mistake.",
    },
  ];
}

function longestGap(calendar: Calendar): { first: string; days: number } | null {
  const off = new Set(calendar.holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY));
  const isOff = (day: number): boolean => off.has(day) || !calendar.days.includes(((((day + 3) % 7) + 7) % 7) + 1);
  const runs = [...off].map((holiday) => runAround(holiday, isOff));
  return runs.toSorted((a, b) => b.days - a.days)[0] ?? null;
}

function runAround(holiday: number, isOff: (day: number) => boolean): { first: string; days: number } {
  let first = holiday;
  let end = holiday + 1;
  while (isOff(first - 1)) first--;
  while (isOff(end)) end++;
  return { first: new Date(first * DAY).toISOString().slice(0, 10), days: end - first };
}
