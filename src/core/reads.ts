import type { ContentRef } from "./checks/define.js";
import { nestedIn } from "./checks/nested.js";
import { checkByKind } from "./checks/registry.js";
import { contractKey, lastCommentId, observeParts, partKey, partText, resolveParts, type PartRef, type PartText } from "./content.js";
import type { ContentPart, ItemRecord } from "./handoff/record.js";
import { ALWAYS } from "./moment.js";
import { ownEntry } from "./people.js";
import type { CheckSpec, Contract } from "./policy/types.js";
import type { Snapshot } from "./snapshot.js";
import { selectDocuments, type Texts } from "./texts.js";

/** Every part of the item that the contract's gates judge, with the moment since which it stands so. */
export function contentParts(contract: Contract, snapshot: Snapshot, texts: Texts, record: ItemRecord): Record<string, ContentPart> {
  const read = contract.gates
    .flatMap((gate) => readsOf(gate.check))
    .flatMap((ref) => resolveParts(ref, documentPaths(ref, contract, texts)));
  const refs = [...read, ...unreadTruth(contract, texts, read)];
  const found = new Map<string, PartText>();
  for (const ref of refs) {
    const key = partKey(ref);
    if (!found.has(key))
      found.set(key, {
        key,
        path: ref.path,
        text: (ref.path === null ? undefined : texts.unread.get(ref.path)) ?? partText(ref, texts.byPath),
      });
  }
  return {
    ...observeParts([...found.values()], record, snapshot),
    [contractKey(contract.stage)]: contractPart(contract, record, snapshot),
  };
}

// GitHub dates no contract: whatever was written before Baton saw the new one was written for the old one.
function contractPart({ stage, digest }: Contract, record: ItemRecord, snapshot: Snapshot): ContentPart {
  const before = ownEntry(record.parts, contractKey(stage));
  if (before?.digest === digest) return before;
  return { digest, since: before ? { at: null, afterComment: lastCommentId(snapshot) } : ALWAYS };
}

// Where the contract says the context lives, the receiver reads it: a linked document counts as a whole unless a gate reads part of it.
function unreadTruth({ sourceOfTruth: { document } }: Contract, texts: Texts, read: readonly PartRef[]): PartRef[] {
  const linked = document === null ? [] : selectDocuments(texts, document);
  return linked.filter(({ path }) => !read.some((ref) => ref.path === path)).map(({ path }) => ({ path, section: null }));
}

/** Paths of the linked documents that a reference is about; none for the body. */
export function documentPaths(ref: ContentRef, contract: Contract, texts: Texts): string[] {
  return ref.in === "body" ? [] : selectDocuments(texts, ref.glob ?? contract.sourceOfTruth.document).map((linked) => linked.path);
}

/** What a check and those nested in it read. Inside a check that looks into documents everything is read there; the innermost says in which. */
export function readsOf(spec: CheckSpec): ContentRef[] {
  const definition = checkByKind(spec.kind);
  if (!definition) return [];
  const refs = [...definition.reads(spec.params, spec), ...nestedIn(spec).flatMap(readsOf)];
  const glob = definition.documents?.(spec.params);
  if (glob === undefined && spec.in === "body") return refs;
  return refs.map((ref) => ({ ...ref, in: "document", glob: ref.glob === undefined ? glob : ref.glob }));
}
