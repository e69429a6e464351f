import { briefCriteria } from "../record/brief-criteria.js";
import type { LinkedText } from "../content/linked-text.js";
import type { Outcome } from "../findings/outcome.js";
import { ownEntry } from "../basics/own-entry.js";
import type { Time } from "../basics/known.js";
import { filesJudgedBy, nestedIn } from "../checks/nested.js";
import { checkByKind } from "../checks/registry.js";
import { runCheck } from "../checks/run.js";
import type { CheckContext, CheckResult } from "../checks/define.js";
import { lastCommentId, partKey, resolveParts } from "../content/content-parts.js";
import { documentPaths, readsOf } from "../checks/content-read.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import type { ItemRecord } from "../record/record.js";
import type { Waiver } from "../record/state.js";
import { appliesToLabels } from "../policy/lifecycle.js";
import { ALWAYS, type Moment } from "../facts/moment.js";
import type { CheckSpec, Contract, GateSpec, Policy, Role } from "../policy/types.js";
import type { Snapshot } from "../facts/snapshot.js";
import { step } from "../basics/step.js";
import { templateMatcher, templateTexts } from "../content/template-texts.js";
import { selectDocuments, type Texts } from "../content/item-texts.js";
import type { GateResult } from "../handoff/verdict.js";
import { boundTo } from "../words/bound.js";
import { gateWordVoid } from "../words/gate-word.js";
import { commentNow } from "../words/guards.js";
import { boundKey, sortOf } from "../content/bound-keys.js";
import { lookOf } from "../words/look.js";
import { latest, sinceOf, type Stand } from "../words/since.js";

/** A contract held against one snapshot. */
export interface Judgement {
  contract: Contract;
  gates: GateResult[];
  /** What an ack is bound to, with the moment since which it stands so: content, contract, conditions, the receiving role. */
  parts: Record<string, Stand>;
  /** The same of everything that any word about this boundary is bound to. */
  bound: Record<string, Stand>;
  /** SHA-256 over the contract, what its gates read and whether its conditions hold. */
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
  bound: Record<string, Stand>;
  judged: Map<string, GateResult>;
  judging: Set<string>;
  isTemplateText(text: string): boolean;
}

/** Judges every gate of the contract. Pure; an exception inside a check becomes the gate's `error`. */
export function judge(contract: Contract, policy: Policy, snapshot: Snapshot, texts: Texts, record: ItemRecord, now: Time): Judgement {
  const bound = standsOf(contract, policy, snapshot, texts, record);
  const isTemplateText = templateTextOf(contract, policy, snapshot);
  const bench: Bench = { contract, policy, snapshot, texts, record, now, bound, judged: new Map(), judging: new Set(), isTemplateText };
  const gates = contract.gates.map((gate) => resultOf(gate, bench)).filter((result) => result !== undefined);
  const parts = select(bound, (key) => isForAcks(key, contract));
  return { contract, gates, parts, bound, digest: contextDigest(contract, parts), green: gates.every(lets) };
}

function standsOf(contract: Contract, policy: Policy, snapshot: Snapshot, texts: Texts, record: ItemRecord): Record<string, Stand> {
  const look = lookOf(snapshot, policy, record);
  return Object.fromEntries(
    boundTo(contract, policy, snapshot, texts).map((bound): [string, Stand] => {
      const since = sinceOf(bound, ownEntry(record.parts, bound.key), look);
      return [bound.key, { digest: bound.digest, since }];
    }),
  );
}

function select(stands: Record<string, Stand>, wanted: (key: string) => boolean): Record<string, Stand> {
  return Object.fromEntries(Object.entries(stands).filter(([key]) => wanted(key)));
}

function isForAcks(key: string, contract: Contract): boolean {
  const sort = sortOf(key);
  return sort === "role" ? key === boundKey.role(contract.acknowledge.by) : sort !== "gate";
}

// Who is in a role is none of what the gates judged.
function contextDigest(contract: Contract, parts: Record<string, Stand>): string {
  const judged = Object.entries(parts).filter(([key]) => sortOf(key) !== "role");
  const digests = judged.map(([key, part]): [string, string] => [key, part.digest]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(canonicalJson({ contract: contract.digest, parts: digests }));
}

/** True when the gate does not stand in the way: green, waived, not applicable, or only a warning. */
export function lets(gate: GateResult): boolean {
  return !gate.applies || gate.outcome === "pass" || gate.waiver !== null || gate.spec.level === "warn";
}

/** Text of the repository's templates, or of a file that the contract holds the item against, is nobody's answer. */
function templateTextOf(contract: Contract, policy: Policy, snapshot: Snapshot): (text: string) => boolean {
  const files = [...new Set(contract.gates.flatMap((gate) => filesJudgedBy(gate.check, snapshot)))].flatMap((path) => {
    const file = ownEntry(snapshot.files, path);
    return file?.known ? [{ path, text: file.value }] : [];
  });
  const everywhere = templateMatcher(policy.templateTexts);
  if (files.length === 0) return everywhere;
  const here = templateMatcher(templateTexts(files));
  return (text) => everywhere(text) || here(text);
}

/** Judges a gate unless that was done: a tick may wait for a gate further down. One that waits for itself has no outcome. */
function resultOf(spec: GateSpec, bench: Bench): GateResult | undefined {
  const known = bench.judged.get(spec.id);
  if (known || bench.judging.has(spec.id)) return known;
  bench.judging.add(spec.id);
  const result = judgeGate(spec, bench);
  bench.judged.set(spec.id, result);
  return result;
}

function outcomeOf(id: string, bench: Bench): Outcome | undefined {
  const spec = bench.contract.gates.find((gate) => gate.id === id);
  return spec && resultOf(spec, bench)?.outcome;
}

function judgeGate(spec: GateSpec, bench: Bench): GateResult {
  step("gate", spec.id);
  const supplier = supplierOf(spec, bench.policy);
  const digest = gateDigest(spec, bench);
  const base = { spec, path: null, supplier, digest };
  if (spec.when && !appliesToLabels(spec.when.labels, bench.snapshot.item.labels)) {
    return { ...base, outcome: "pass", findings: [], since: idleSince(spec, bench), waiver: null, applies: false };
  }
  const result = runSpec(spec.check, bodyContext(spec, bench));
  const waiver = result.outcome === "pass" ? null : waiverFor(spec, digest, bench);
  const since = waiver ? { at: waiver.at, afterComment: waiver.commentId } : sinceWhen(spec, result, bench);
  return { ...base, outcome: result.outcome, findings: result.findings, since, waiver, applies: true };
}

function gateDigest(spec: GateSpec, bench: Bench): string {
  const refs = readsOf(spec.check).flatMap((ref) => resolveParts(ref, documentPaths(ref, bench.contract, bench.texts)));
  const read = refs.map((ref) => partKey(ref)).map((key) => [key, ownEntry(bench.bound, key)?.digest ?? ""]);
  return sha256(canonicalJson({ check: spec.check, read }));
}

function waiverFor(spec: GateSpec, digest: string, bench: Bench): Waiver | null {
  const { record, now, policy } = bench;
  const holds = (waiver: Waiver) => {
    if (waiver.gate !== spec.id || waiver.until <= now || waiver.digest !== digest || !policy.override) return false;
    const comment = commentNow(bench.snapshot, waiver.commentId);
    return comment !== null && gateWordVoid(bench, spec, policy.override.by, comment) === null;
  };
  return record.waivers.find(holds) ?? null;
}

function supplierOf(spec: GateSpec, policy: Policy): Role | null {
  const role = checkByKind(spec.check.kind)?.supplier?.(spec.check.params) ?? null;
  return role === null ? null : (ownEntry(policy.roles, role) ?? { id: role, users: [], teams: [] });
}

const NEVER: Moment = { at: null, afterComment: Number.MAX_SAFE_INTEGER };

// A gate that was red and is green now turned so when its content changed (the parts tell), when a person acted (the check tells),
// or, failing both, not before this evaluation.
function sinceWhen(spec: GateSpec, result: CheckResult, bench: Bench): Moment {
  if (result.outcome !== "pass") return NEVER;
  const acted = result.since ?? ALWAYS;
  const before = ownEntry(bench.record.gates, spec.id);
  // At first sight only what is dated, or follows from dated content alone, is known to have been so before.
  if (before === undefined)
    return result.since || isContentOnly(spec.check) ? acted : { at: null, afterComment: lastCommentId(bench.snapshot) };
  if (before.outcome === "pass") return latest([before.since, acted]);
  return isDated(spec, result, bench) ? acted : { at: null, afterComment: lastCommentId(bench.snapshot) };
}

// A red gate that does not apply any more stopped standing in the way now.
function idleSince(spec: GateSpec, { record, snapshot }: Bench): Moment {
  const before = ownEntry(record.gates, spec.id);
  if (before === undefined) return ALWAYS;
  return before.outcome === "pass" ? before.since : { at: null, afterComment: lastCommentId(snapshot) };
}

// Nested checks may have turned green for several reasons at once, so their date proves nothing.
function isDated(spec: GateSpec, result: Pick<CheckResult, "since" | "proven">, bench: Bench): boolean {
  const definition = checkByKind(spec.check.kind);
  // Only a person's act dates itself; a list that is empty now may have been emptied in more ways than one.
  if (result.since)
    return (
      result.proven !== false &&
      definition?.supplier !== undefined &&
      definition.nested === undefined &&
      result.since.afterComment > bench.record.seenComment
    );
  return isContentOnly(spec.check) && contentMoved(spec, bench);
}

function isContentOnly(spec: CheckSpec): boolean {
  const definition = checkByKind(spec.kind);
  if (!definition?.content || definition.beyondText?.(spec.params)) return false;
  if (definition.needs && !definition.nested && !definition.beyondText) return false;
  return nestedIn(spec).every(isContentOnly);
}

function contentMoved(spec: GateSpec, bench: Bench): boolean {
  const paths = selectDocuments(bench.texts, bench.contract.sourceOfTruth.document).map((linked) => linked.path);
  const keys = readsOf(spec.check)
    .flatMap((ref) => resolveParts(ref, paths))
    .map(partKey);
  return keys.some((key) => ownEntry(bench.record.parts, key)?.digest !== ownEntry(bench.bound, key)?.digest);
}

function bodyContext(gate: GateSpec, bench: Bench): CheckContext {
  const context: CheckContext = {
    document: bench.texts.body,
    frontMatter: null,
    path: null,
    snapshot: bench.snapshot,
    gate,
    now: bench.now,
    wordVoid: (comment, role, refs) => gateWordVoid(bench, gate, role, comment, refs),
    gateOutcome: (id) => outcomeOf(id, bench),
    stageIndex: (id) => bench.policy.lifecycle.stages.findIndex((stage) => stage.id === id),
    criteria: briefCriteria(bench.record.receipts, bench.policy.lifecycle.stages),
    isTemplateText: (text) => bench.isTemplateText(text),
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
