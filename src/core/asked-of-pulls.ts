import type { Need } from "./checks/define.js";
import { needsBesideText } from "./checks/nested.js";
import type { Policy } from "./policy/types.js";
import type { Snapshot } from "./snapshot.js";

const OF_PULLS = new Set<Need["kind"]>(["reviews", "commit_checks"]);

/** Takes the rules and a pull request; returns what issues' gates judge of it: when that changes, the issues it closes are looked at again. */
export function askedOfPulls(policy: Policy, snapshot: Pick<Snapshot, "repository" | "item">): Need[] {
  if (snapshot.item.kind === "issue") return [];
  return policy.contracts
    .filter((contract) => contract.appliesTo.subject !== "pull_request")
    .flatMap(({ gates }) => gates.flatMap(({ check }) => needsBesideText(check, snapshot)))
    .filter((need) => OF_PULLS.has(need.kind));
}
