import { momentOfWord } from "../facts/moment.js";
import type { Stand } from "../record/stand.js";
import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { Contract, Policy, Role } from "../policy/types.js";
import { runGate } from "./check-context.js";
import { letsPass, type Bench, type Given, type Judgement } from "./judgement.js";
import { idleSince, sinceWhen } from "./since-when.js";
import type { Outcome } from "../findings/outcome.js";
import { onceFor } from "../basics/once.js";
import { ownEntry } from "../basics/own-entry.js";
import { artefactsOf, filesJudgedBy, supplierOf } from "../checks/nested.js";
import { documentPaths, readsOf } from "../checks/content-read.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import type { Waiver } from "../record/state.js";
import { appliesToLabels } from "../policy/lifecycle.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import type { Snapshot } from "../facts/snapshot.js";
import { step } from "../basics/step.js";
import { recentTemplateWords, templateTest, type IsTemplateText } from "../content/template-words.js";
import { placeholderTest } from "../content/team-placeholders.js";
import { partKey, resolveParts } from "../content/content-parts.js";
import type { GateResult } from "../record/verdict.js";
import { agentParts } from "../words/agent-text.js";
import { seenByOverseers, wordsAbout } from "./by-agents.js";
import { boundTo, type Bound } from "../words/bound.js";
import { gateWordVoid } from "../words/gate-word.js";
import { commentNow } from "../words/guards.js";
import { boundKey, sortOf } from "../content/bound-keys.js";
import { lookOf } from "../words/look.js";
import { sinceOf } from "../words/since.js";

/** Judges every gate of the contract. Pure; an exception inside a check becomes the gate's `error`. */
export function judge(contract: Contract, given: Given): Judgement {
  const { policy, snapshot, texts, record, now } = given;
  const bounds = boundTo(contract, policy, snapshot, texts);
  const bound = standsOf(bounds, given);
  const byAgents = agentParts(bounds, bound, given);
  const isFromTemplate = templateTextOf(contract, policy, snapshot);
  const isTeamPlaceholder = placeholderTest(policy.placeholders ?? []);
  const isTemplateText: IsTemplateText = (text, place) => isFromTemplate(text, place) || isTeamPlaceholder(text);
  const words = { isTemplateText, isTeamPlaceholder };
  const bench: Bench = { contract, policy, snapshot, texts, record, now, bound, byAgents, judged: new Map(), judging: new Set(), ...words };
  const gates = contract.gates.map((gate) => resultOf(gate, bench)).filter((result) => result !== undefined);
  const parts = select(bound, (key) => isForAcks(key, contract));
  const overseen = wordsAbout([...byAgents.values()].flat());
  return { contract, gates, parts, bound, digest: contextDigest(contract, parts), green: gates.every(letsPass), overseen };
}

function standsOf(bounds: readonly Bound[], given: Given): Record<string, Stand> {
  const look = lookOf(given);
  return Object.fromEntries(
    bounds.map((bound): [string, Stand] => {
      const since = sinceOf(bound, ownEntry(given.record.parts, bound.key), look);
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

/** Text of the repository's templates, or of a file that the contract holds the item against, is nobody's answer. */
function templateTextOf(contract: Contract, policy: Policy, snapshot: Snapshot): IsTemplateText {
  const files = [...new Set(contract.gates.flatMap((gate) => filesJudgedBy(gate.check, snapshot)))].flatMap((path) => {
    const file = ownEntry(snapshot.files, path);
    return file?.known ? [{ path, text: file.value }] : [];
  });
  const everywhere = templateTest({ texts: policy.templateTexts, sections: policy.templateSections ?? [] });
  if (files.length === 0) return everywhere;
  const here = templateTest(recentTemplateWords(files));
  return (text, place) => everywhere(text, place) || here(text, place);
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
  const digest = gateDigest(spec, bench);
  const base = { spec, path: null, supplier: roleThatSupplies(spec, bench.policy), digest };
  if (spec.when && !appliesToLabels(spec.when.labels, bench.snapshot.item.labels)) {
    return { ...base, outcome: "pass", findings: [], since: idleSince(spec, bench), waiver: null, applies: false };
  }
  const { unseen, ...result } = seenByOverseers(
    runGate(spec, bench, (id) => outcomeOf(id, bench)),
    spec,
    bench,
  );
  const waiver = result.outcome === "pass" ? null : waiverFor(spec, digest, bench);
  const since = waiver ? momentOfWord(waiver.commentId, waiver.at) : sinceWhen(spec, result, bench);
  const supplier = unseen ? roleCalled(unseen, bench.policy) : base.supplier;
  return { ...base, supplier, outcome: result.outcome, findings: result.findings, since, waiver, applies: true };
}

function readKeys(spec: GateSpec, bench: Bench): string[] {
  const read = readsOf(spec.check)
    .flatMap((ref) => resolveParts(ref, documentPaths(ref, bench.contract, bench.texts)))
    .map((ref) => partKey(ref));
  return [...read, ...artefactsOf(spec.check).map(({ id }) => boundKey.artefact(id))];
}

function gateDigest(spec: GateSpec, bench: Bench): string {
  const read = readKeys(spec, bench).map((key) => [key, ownEntry(bench.bound, key)?.digest ?? ""]);
  return sha256(`{"check":${checkText(spec.check)},"read":${canonicalJson(read)}}`);
}

// Canonical like the whole, which it is a part of.
const checkText = onceFor((check: CheckSpec) => canonicalJson(check));

function waiverFor(spec: GateSpec, digest: string, bench: Bench): Waiver | null {
  const { record, now, policy } = bench;
  const holds = (waiver: Waiver) => {
    if (waiver.gate !== spec.id || waiver.until <= now || waiver.digest !== digest || !policy.override) return false;
    const comment = commentNow(bench.snapshot, waiver.commentId);
    return comment !== null && gateWordVoid(bench, spec, policy.override.by, comment) === null;
  };
  return record.waivers.find(holds) ?? null;
}

function roleThatSupplies(spec: GateSpec, policy: Policy): Role | null {
  const role = supplierOf(spec.check) ?? producerFor(spec, policy);
  return role === null ? null : roleCalled(role, policy);
}

/** Of what the gate waits for, the first. */
function producerFor({ check }: GateSpec, policy: Policy): string | null {
  return artefactsOf(check).flatMap(({ id }) => artefactIn(policy, id)?.producer ?? [])[0] ?? null;
}

function roleCalled(role: string, policy: Policy): Role {
  return ownEntry(policy.roles, role) ?? { id: role, users: [], teams: [] };
}
