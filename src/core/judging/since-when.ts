import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import { ownEntry } from "../basics/own-entry.js";
import { readsOf } from "../checks/content-read.js";
import type { CheckResult } from "../checks/define.js";
import { nestedIn } from "../checks/nested.js";
import { checkByKind } from "../checks/registry.js";
import { seenIn, partKey, resolveParts } from "../content/content-parts.js";
import { selectDocuments } from "../content/item-texts.js";
import { ALWAYS, type Moment } from "../facts/moment.js";
import { latest } from "../words/since.js";
import type { Bench } from "./judgement.js";

const NEVER: Moment = { at: null, afterComment: Number.MAX_SAFE_INTEGER };

// A gate that was red and is green now turned so when its content changed (the parts tell), when a person acted (the check tells),
// or, failing both, not before this evaluation.
export function sinceWhen(spec: GateSpec, result: CheckResult, bench: Bench): Moment {
  if (result.outcome !== "pass") return NEVER;
  const acted = result.since ?? ALWAYS;
  const before = ownEntry(bench.record.gates, spec.id);
  // At first sight only what is dated, or follows from dated content alone, is known to have been so before.
  if (before === undefined) return result.since || isContentOnly(spec.check) ? acted : { at: null, ...seenIn(bench.snapshot) };
  if (before.outcome === "pass") return latest([before.since, acted]);
  return isDated(spec, result, bench) ? acted : { at: null, ...seenIn(bench.snapshot) };
}

// A red gate that does not apply any more stopped standing in the way now.
export function idleSince(spec: GateSpec, { record, snapshot }: Bench): Moment {
  const before = ownEntry(record.gates, spec.id);
  if (before === undefined) return ALWAYS;
  return before.outcome === "pass" ? before.since : { at: null, ...seenIn(snapshot) };
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
