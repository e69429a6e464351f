import type { CheckDefinition } from "../../core/checks/define.js";
import { parsePolicy } from "../../core/policy/parse.js";
import { CONFIG_PATH, CONTRACTS, ROLES as ROLE_FILES } from "../../core/policy/paths.js";
import { judgeTrial, prepareTrial, type Trial } from "../../core/trial/trial.js";
import type { GateResult } from "../../core/record/verdict.js";

/** The day examples are judged on: ages are counted from it. */
const EXAMPLE_DAY = Date.UTC(2026, 7, 1);
export type Side = "good" | "bad";

const ROLES = { pm: { users: ["pat"] }, architect: { users: ["ana"] }, tester: { users: ["tom"] }, "portfolio-owner": { users: ["omar"] } };

/** Who publishes what an example waits for. */
const ANALYTICS = {
  apiVersion: "baton/v1",
  kind: "Role",
  id: "analytics",
  name: "Analytics",
  purpose: "Says how the product is used.",
  produces: [
    {
      id: "usage-report",
      name: "Usage report",
      to: "all",
      by: { document: "docs/usage/*.md" },
      cadence: "6w",
      checks: [{ check: "section", section: "Figures" }],
    },
  ],
};

/** The gate of an example as a contract would have it. */
export function exampleGate({ kind, example }: CheckDefinition): Record<string, unknown> {
  return { id: "example", check: kind, ...example?.params };
}

/** What an example says of the item beside its text. */
export function exampleFacts({ example }: CheckDefinition, side: Side): Record<string, unknown> {
  return { ...example?.facts?.both, ...example?.facts?.[side] };
}

/** An example, judged. */
export interface JudgedExample {
  gate: GateResult;
  trial: Trial;
}

/** Judges one side of a check's example as the App would. Takes the definition; throws when it has no example that makes a contract. */
export function judgeExample(definition: CheckDefinition, side: Side): JudgedExample {
  const { policy, problems } = parsePolicy(filesOf(exampleGate(definition)), { repository: "acme/data", commit: "a".repeat(40) });
  const [contract] = policy?.contracts ?? [];
  if (!definition.example || !policy || !contract)
    throw new Error(`the check ${definition.kind} has no example: ${problems.map(({ found }) => found).join("; ")}`);
  const given = { author: "pat", ...exampleFacts(definition, side), body: definition.example[side] };
  const prepared = prepareTrial({ policy, contract, given, now: EXAMPLE_DAY });
  const [gate] = judgeTrial(prepared, contract).gates;
  if (!gate) throw new Error(`the example of ${definition.kind} was not judged`);
  return { gate, trial: prepared };
}

function filesOf(gate: Record<string, unknown>): { path: string; text: string }[] {
  const contract = {
    apiVersion: "baton/v1",
    kind: "Contract",
    id: "example",
    name: "Example",
    version: "1.0.0",
    stage: { from: "discover", to: "decide" },
    role: { from: "pm", to: "architect" },
    owner: "pm",
    source_of_truth: { body: true, document: "docs/**/*.md" },
    gates: [gate],
    trigger: { acknowledge: { within: "24h" } },
  };
  return [
    { path: CONFIG_PATH, text: JSON.stringify({ version: 1, roles: ROLES }) },
    { path: `${CONTRACTS}/example.yml`, text: JSON.stringify(contract) },
    { path: `${ROLE_FILES}/analytics.yml`, text: JSON.stringify(ANALYTICS) },
  ];
}
