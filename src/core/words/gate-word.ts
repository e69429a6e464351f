import type { Stand } from "../record/stand.js";
import type { GateSpec } from "../checks/gate-spec.js";
import type { Void } from "../commands/void.js";
import type { ContentRef } from "../content/content-ref.js";
import { partKey, resolveParts } from "../content/content-parts.js";
import type { ItemRecord } from "../record/record.js";
import type { Contract } from "../policy/types.js";
import { documentPaths, readsOf } from "../checks/content-read.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import type { Texts } from "../content/item-texts.js";
import { artefactsOf } from "../checks/nested.js";
import { voidOf } from "./guards.js";
import { boundKey } from "../content/bound-keys.js";
import { personOf } from "../facts/person.js";

/** What a word about a gate is held against. */
export interface AboutGate {
  contract: Contract;
  snapshot: Snapshot;
  texts: Texts;
  record: Pick<ItemRecord, "entered">;
  bound: Readonly<Record<string, Stand>>;
}

/**
 * Why somebody's word about a gate (a confirmation, a waiver) does not count, as far as the word itself tells; null when it counts, if
 * its writer holds the role. It is bound to what the gate reads, or to the part of that which is named, to how the gate is worded and to
 * the role that may speak.
 */
export function gateWordVoid(
  about: AboutGate,
  spec: GateSpec,
  role: string,
  comment: Comment,
  refs: readonly ContentRef[] = readsOf(spec.check),
): Void | null {
  const { snapshot, record, contract, texts, bound } = about;
  const { author } = snapshot.item;
  const read = refs.flatMap((ref) => resolveParts(ref, documentPaths(ref, contract, texts))).map(partKey);
  const awaited = artefactsOf(spec.check).map(({ id }) => boundKey.artefact(id));
  const keys = new Set([...read, ...awaited, boundKey.gate(contract.stage, spec.id), boundKey.role(role)]);
  return voidOf({
    comment,
    not: author ? [{ person: personOf(author), why: "author" }] : [],
    bound: Object.fromEntries(Object.entries(bound).filter(([key]) => keys.has(key))),
    after: [record.entered],
  });
}
