import type { PolicyProblem } from "../policy/types.js";

type LintProblem = PolicyProblem & { rule: string };

/** Keys under which people look for a place to name somebody. */
const KEYS = new Set(["user", "users", "login", "logins", "person", "people", "assignee", "assignees", "member", "members"]);
const CONFIG = /(^|:)\.github\/baton\.yml$/;

/** Takes a refusal of a contract; where it was a person that was refused, says why instead of which keys there are. */
export function namePeople(problem: LintProblem): LintProblem {
  if (CONFIG.test(problem.file) || !(isPeopleKey(problem) || isMention(problem))) return problem;
  return {
    ...problem,
    rule: "person-in-contract",
    needed: "a role: contracts name roles, never people",
    fix: "Name a role here; .github/baton.yml says who holds it.",
  };
}

function isPeopleKey({ rule, key }: LintProblem): boolean {
  return rule === "unknown-key" && KEYS.has(key.split(".").at(-1) ?? "");
}

function isMention({ rule, found }: LintProblem): boolean {
  return (rule === "invalid-value" && found.startsWith('"@')) || (rule === "unfilled-role" && found.startsWith('the role "@'));
}
