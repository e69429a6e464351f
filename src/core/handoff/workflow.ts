import type { GateSpec } from "../checks/gate-spec.js";
import { ownEntry } from "../basics/own-entry.js";
import { judge } from "../judging/judge.js";
import type { Judgement } from "../judging/judgement.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import { roleSystemsOf, type Done, type Workflow } from "../policy/roles/role-system.js";
import type { ItemVerdict } from "../record/verdict.js";
import { roleOf } from "./answers.js";
import type { Turn } from "./turn.js";

/** Takes a turn, the contract ahead and the role that holds the ball; returns its workflow for this stage, each step with whether it was done; left out where there is none. */
export function workflowOf(turn: Turn, ahead: Judgement | null, holder: string | null): Pick<ItemVerdict, "workflow"> {
  const system = roleSystemsOf(turn.policy).find(({ id }) => id === holder);
  const workflow = system?.workflows.find(({ stage }) => stage === turn.record.stage);
  if (!system || !workflow) return {};
  const filled = sectionsFilled(turn, ahead, workflow);
  const steps = workflow.steps.map(({ do: what, done, agents }) => ({ do: what, done: done && isDone(done, turn, ahead, filled), agents }));
  return { workflow: { role: roleOf(turn.policy, system.id), trigger: workflow.trigger, steps } };
}

/** True or false by what GitHub shows; null where nothing that is read tells. */
function isDone(done: Done, turn: Turn, ahead: Judgement | null, filled: ReadonlyMap<string, boolean>): boolean | null {
  if ("section" in done) return filled.get(done.section) ?? null;
  if ("gate" in done)
    return ahead?.gates.some(({ spec, outcome, applies }) => spec.id === done.gate && applies && outcome === "pass") === true;
  if ("contract" in done) return turn.record.handoff?.contract === done.contract && turn.record.handoff.state === "awaiting";
  return artefactIsThere(done.artefact, turn, ahead) ?? isFresh(done.artefact, turn, ahead);
}

/** What travels with a hand-off is there when all that must travel with it is. */
function artefactIsThere(id: string, { policy }: Turn, ahead: Judgement | null): boolean | null {
  const by = roleSystemsOf(policy)
    .flatMap(({ produces }) => produces)
    .find((one) => one.id === id)?.by;
  if (!by || !("contract" in by)) return null;
  if (ahead?.contract.id !== by.contract) return false;
  return ahead.gates.every(({ spec, outcome, applies }) => spec.part !== "context" || !applies || outcome === "pass");
}

/** What is published is there when it is fresh and fit, as its own gate would have it. */
function isFresh(id: string, turn: Turn, ahead: Judgement | null): boolean | null {
  const { policy, snapshot } = turn;
  const described = artefactIn(policy, id);
  if (!ahead || !described || !("document" in described.output.by) || ownEntry(snapshot.artefacts ?? {}, id)?.known !== true) return null;
  const check = { kind: "artefact", in: "body" as const, params: { artefact: id } };
  const gate: GateSpec = { id: "published", title: id, part: "context", level: "block", when: null, check, line: 1 };
  return judge({ ...ahead.contract, gates: [gate] }, turn).green;
}

/** Sections are judged as the check `section` does, whether a gate reads them or not. */
function sectionsFilled(turn: Turn, ahead: Judgement | null, { steps }: Workflow): ReadonlyMap<string, boolean> {
  const sections = steps.flatMap(({ done }) => (done && "section" in done ? [done.section] : []));
  if (!ahead || sections.length === 0) return new Map();
  const where = ahead.contract.sourceOfTruth.body ? "body" : "document";
  const gates = [...new Set(sections)].map((section, index) => gateOf(section, index, where));
  const judged = judge({ ...ahead.contract, gates }, turn);
  return new Map(judged.gates.map(({ spec, outcome }) => [spec.title, outcome === "pass"]));
}

function gateOf(section: string, index: number, where: "body" | "document"): GateSpec {
  const check = { kind: "section", in: where, params: { section: [section], none_needs_reason: false } };
  return { id: `section-${index}`, title: section, part: "context", level: "block", when: null, check, line: 1 };
}
