import type { CheckSpec } from "../../src/core/checks/gate-spec.js";
import type { CheckContext, CheckDefinition, CheckResult } from "../../src/core/checks/define.js";
import { nestedIn } from "../../src/core/checks/nested.js";
import { CHECKS } from "../../src/core/checks/registry.js";
import type { Policy } from "../../src/core/policy/types.js";

/** Checks whose result follows from their parameters and the texts alone, and the text that each is asked about. */
const OF_TEXTS: Readonly<Record<string, (context: CheckContext) => object | undefined>> = {
  section: ({ document }) => document,
  // What the explorer links was parsed for one body and one document: it stands for both.
  document: (context) => context.linkedDocuments(null)[0],
};

const ours = new WeakMap<object, WeakMap<object, CheckResult>>();

for (const check of CHECKS) if (Object.hasOwn(OF_TEXTS, check.kind)) runOnce(check, OF_TEXTS[check.kind]);

/** Takes a policy of the explorer's; returns it, with its checks of texts run once for each text. Nobody else's are. */
export function judgedOnce(policy: Policy): Policy {
  for (const { gates } of policy.contracts) for (const gate of gates) mark(gate.check);
  return policy;
}

function mark(spec: CheckSpec): void {
  ours.set(spec.params as object, new WeakMap());
  for (const each of nestedIn(spec)) mark(each);
}

function runOnce(check: CheckDefinition, textOf: (context: CheckContext) => object | undefined = () => undefined): void {
  const run = check.run.bind(check);
  check.run = (params, context) => {
    const known = ours.get(params as object);
    const text = known && textOf(context);
    if (!known || !text) return run(params, context);
    const result = known.get(text) ?? run(params, context);
    known.set(text, result);
    return result;
  };
}
