import { checkByKind } from "./checks/registry.js";
import { runCheck } from "./checks/run.js";
import type { CheckContext, CheckResult, ContentRef, LinkedText, Outcome } from "./checks/define.js";
import { changeMoment, observeParts, partKey, partText, resolveParts, type PartText } from "./content.js";
import { canonicalJson, sha256 } from "./digest.js";
import type { ContentPart, ItemRecord } from "./handoff/record.js";
import { appliesToLabels } from "./policy/lifecycle.js";
import { ALWAYS, type Moment } from "./moment.js";
import { ownEntry } from "./people.js";
import type { CheckSpec, Contract, GateSpec, Policy, Role } from "./policy/types.js";
import type { Snapshot, Time } from "./snapshot.js";
import { selectDocuments, type Texts } from "./texts.js";
import type { GateResult } from "./verdict.js";

/** A contract held against one snapshot. */
export interface Judgement {
  contract: Contract;
  gates: GateResult[];
  /** What the gates read, with the moment since which it stands so. */
  parts: Record<string, ContentPart>;
  /** SHA-256 over contract and parts. */
  digest: string;
  green: boolean;
}

interface Bench {
  contract: Contract;
  policy: Policy;
  snapshot: Snapshot;
  texts: Texts;
  record: ItemRecord;
  now: Time;
  parts: Record<string, ContentPart>;
  judged: Map<string, GateResult>;
}

/** Judges every gate of the contract. Pure; an exception inside a check becomes the gate's `error`. */
export function judge(contract: Contract, policy: Policy, snapshot: Snapshot, texts: Texts, record: ItemRecord, now: Time): Judgement {
  const parts = contentParts(contract, snapshot, texts, record);
  const bench: Bench = { contract, policy, snapshot, texts, record, now, parts, judged: new Map() };
  for (const gate of inDependencyOrder(contract.gates)) bench.judged.set(gate.id, judgeGate(gate, bench));
  const gates = contract.gates.map((gate) => bench.judged.get(gate.id)).filter((result) => result !== undefined);
  const digest = sha256(canonicalJson({ contract: contract.digest, parts: Object.entries(parts).map(([key, part]) => [key, part.digest]).sort() }));
  return { contract, gates, parts, digest, green: gates.every(lets) };
}

/** True when the gate does not stand in the way: green, not applicable, or only a warning. */
export function lets(gate: GateResult): boolean {
  return !gate.applies || gate.outcome === "pass" || gate.spec.level === "warn";
}

function contentParts(contract: Contract, snapshot: Snapshot, texts: Texts, record: ItemRecord): Record<string, ContentPart> {
  const paths = selectDocuments(texts, contract.sourceOfTruth.document).map((linked) => linked.path);
  const refs = contract.gates.flatMap((gate) => readsOf(gate.check)).flatMap((ref) => resolveParts(ref, paths));
  const found = new Map<string, PartText>();
  for (const ref of refs) {
    const key = partKey(ref);
    if (!found.has(key)) found.set(key, { key, path: ref.path, text: partText(ref, texts.byPath) });
  }
  return observeParts([...found.values()], record, snapshot);
}

function readsOf(spec: CheckSpec): ContentRef[] {
  const definition = checkByKind(spec.kind);
  if (!definition) return [];
  const own = definition.reads(spec.params, spec);
  return [...own, ...(definition.nested?.(spec.params) ?? []).flatMap(readsOf)].map((ref) => (spec.in === "document" || spec.kind === "document" ? { ...ref, in: "document" as const } : ref));
}

// A tick that is implied by another gate must find that gate judged, wherever the file puts it.
function inDependencyOrder(gates: readonly GateSpec[]): GateSpec[] {
  const implied = (gate: GateSpec) => JSON.stringify(gate.check.params ?? null).includes('"implied_by":"') || JSON.stringify(gate.check.params ?? null).includes('"impliedBy":"');
  return [...gates.filter((gate) => !implied(gate)), ...gates.filter(implied)];
}

function judgeGate(spec: GateSpec, bench: Bench): GateResult {
  const supplier = supplierOf(spec, bench.policy);
  if (spec.when && !appliesToLabels(spec.when.labels, bench.snapshot.item.labels)) {
    return { spec, outcome: "pass", findings: [], path: null, supplier, since: ALWAYS, applies: false };
  }
  const result = runSpec(spec.check, bodyContext(spec, bench));
  return { spec, outcome: result.outcome, findings: result.findings, path: null, supplier, since: sinceWhen(spec, result, bench), applies: true };
}

function supplierOf(spec: GateSpec, policy: Policy): Role | null {
  const role = checkByKind(spec.check.kind)?.supplier?.(spec.check.params) ?? null;
  return role === null ? null : (ownEntry(policy.roles, role) ?? { id: role, users: [], teams: [] });
}

// A gate that was red and is green now turned so when its content changed (the parts tell), when a person acted (the check tells),
// or, failing both, not before this evaluation.
function sinceWhen(spec: GateSpec, result: CheckResult, bench: Bench): Moment {
  const before = ownEntry(bench.record.gates, spec.id);
  if (result.since) return result.since;
  if (result.outcome !== "pass") return { at: null, afterComment: Number.MAX_SAFE_INTEGER };
  if (before === undefined) return ALWAYS;
  if (before.outcome === "pass") return before.since;
  return readsOf(spec.check).length > 0 && contentMoved(bench) ? ALWAYS : { at: null, afterComment: highest(bench.snapshot) };
}

function contentMoved(bench: Bench): boolean {
  return Object.entries(bench.parts).some(([key, part]) => ownEntry(bench.record.parts, key)?.digest !== part.digest);
}

function highest(snapshot: Snapshot): number {
  return changeMoment("", snapshot).afterComment;
}

function bodyContext(gate: GateSpec, bench: Bench): CheckContext {
  const context: CheckContext = {
    document: bench.texts.body,
    frontMatter: null,
    path: null,
    snapshot: bench.snapshot,
    gate,
    now: bench.now,
    changedAt: (ref) => changedAt(ref, bench),
    gateOutcome: (id) => bench.judged.get(id)?.outcome satisfies Outcome | undefined,
    run: (spec) => runSpec(spec, context),
    linkedDocuments: (glob) => selectDocuments(bench.texts, glob ?? bench.contract.sourceOfTruth.document),
    runIn: (linked, spec) => runCheck({ ...spec, in: "body" }, documentContext(linked, context)),
  };
  return context;
}

function documentContext(linked: LinkedText, context: CheckContext): CheckContext {
  if (!linked.readable) return context;
  const inside: CheckContext = {
    ...context,
    document: linked.document,
    frontMatter: linked.frontMatter,
    path: linked.path,
    run: (spec) => runCheck({ ...spec, in: "body" }, inside),
  };
  return inside;
}

// `in: document` is short for a `document` check around the one that was written.
function runSpec(spec: CheckSpec, context: CheckContext): CheckResult {
  if (spec.in !== "document" || spec.kind === "document") return runCheck(spec, context);
  return runCheck({ kind: "document", in: "body", params: { checks: [{ ...spec, in: "body" }] } }, context);
}

function changedAt(ref: ContentRef, bench: Bench): Moment {
  const paths = selectDocuments(bench.texts, bench.contract.sourceOfTruth.document).map((linked) => linked.path);
  const moments = resolveParts(ref, paths).map((part) => ownEntry(bench.parts, partKey(part))?.since ?? changeMoment(part.path, bench.snapshot));
  return latest(moments);
}

function latest(moments: readonly Moment[]): Moment {
  return moments.reduce<Moment>(
    (a, b) => ({ at: a.at === null || b.at === null ? null : Math.max(a.at, b.at), afterComment: Math.max(a.afterComment, b.afterComment) }),
    ALWAYS,
  );
}
