import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { CheckContext, CheckResult } from "../checks/define.js";
import { runCheck } from "../checks/run.js";
import { selectDocuments } from "../content/item-texts.js";
import { sidecarPath, type Sidecar } from "../content/sidecars.js";
import type { LinkedText } from "../content/linked-text.js";
import { briefCriteria } from "../record/brief-criteria.js";
import { artefactAhead } from "./artefact-ahead.js";
import { gateWordVoid } from "../words/gate-word.js";
import type { Bench } from "./judgement.js";

/** Runs a gate's check. Takes the gate, what it is judged by, and who tells how other gates came out. */
export function runGate(spec: GateSpec, bench: Bench, gateOutcome: CheckContext["gateOutcome"]): CheckResult {
  return runSpec(spec.check, bodyContext(spec, bench, gateOutcome));
}

function bodyContext(gate: GateSpec, bench: Bench, gateOutcome: CheckContext["gateOutcome"]): CheckContext {
  const context: CheckContext = {
    document: bench.texts.body,
    frontMatter: null,
    path: null,
    snapshot: bench.snapshot,
    gate,
    now: bench.now,
    wordVoid: (comment, role, refs) => gateWordVoid(bench, gate, role, comment, refs),
    gateOutcome,
    stageIndex: (id) => bench.policy.lifecycle.stages.findIndex((stage) => stage.id === id),
    criteria: briefCriteria(bench.record.receipts, bench.policy.lifecycle.stages),
    isTemplateText: bench.isTemplateText,
    isTeamPlaceholder: bench.isTeamPlaceholder,
    run: (spec) => runSpec(spec, context),
    artefact: (id) => artefactAhead(id, bench),
    linkedDocuments: (glob) => selectDocuments(bench.texts, glob ?? bench.contract.sourceOfTruth.document),
    sidecar: (document) => sidecarIn(bench, document),
    runIn: (linked, spec) => runCheck({ ...spec, in: "body" }, documentContext(linked, context)),
  };
  return context;
}

function sidecarIn({ contract, texts }: Bench, document: string): Sidecar | null {
  const name = contract.sourceOfTruth.sidecar;
  if (name === undefined) return null;
  const path = sidecarPath(document, name);
  return texts.sidecars.get(path) ?? { readable: false, path, reason: "it was not read", missing: false };
}

function documentContext(linked: LinkedText, context: CheckContext): CheckContext {
  if (!linked.readable) return context;
  const inside: CheckContext = {
    ...context,
    document: linked.document,
    frontMatter: linked.frontMatter,
    path: linked.path,
    wordVoid: (comment, role, refs) =>
      context.wordVoid(
        comment,
        role,
        refs.map((ref) => ({ ...ref, in: "document" as const, glob: linked.path })),
      ),
    run: (spec) => runCheck({ ...spec, in: "body" }, inside),
  };
  return inside;
}

// `in: document` is short for a `document` check around the one that was written.
function runSpec(spec: CheckSpec, context: CheckContext): CheckResult {
  if (spec.in !== "document" || spec.kind === "document") return runCheck(spec, context);
  return runCheck({ kind: "document", in: "body", params: { checks: [{ ...spec, in: "body" }] } }, context);
}
