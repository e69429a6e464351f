import { agentsOf } from "../../core/policy/agents/agent.js";
import type { Policy } from "../../core/policy/types.js";
import { OPT_IN, type Grants } from "../../github/setup.js";
import { compareGrants } from "./app.js";
import { well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Deployments";
const HELP =
  "Give the App what app.yml names as opt-in, accept it in the installation, and enable Baton's protection rule in the environment.";

/** Takes the policy and what the App may do there; returns what the gate of deployments lacks. Nothing is said where no policy speaks of environments. */
export function lookAtDeployments(policy: Policy, granted: Grants, isCloud: boolean): Diagnosis[] {
  const speaks = policy.environments !== undefined || agentsOf(policy).some(({ environments }) => environments !== null);
  if (!speaks) return [];
  const compared = compareGrants(GROUP, { ...granted, permissions: only(granted) }, OPT_IN, HELP, isCloud);
  // Who never enabled the rule in an environment waits for nobody.
  const lacking = compared.filter(({ outcome }) => outcome !== "pass").map((one): Diagnosis => ({ ...one, outcome: "warning" }));
  return lacking.length > 0 ? lacking : [well(GROUP, "grants", "the App may answer deployments")];
}

/** What else the App may do is told elsewhere. */
function only({ permissions }: Grants): Record<string, string> {
  return Object.fromEntries(Object.entries(permissions).filter(([name]) => Object.hasOwn(OPT_IN.permissions, name)));
}
