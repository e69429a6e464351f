import type { CheckSpec } from "./gate-spec.js";
import type { ContentRef } from "../content/content-ref.js";
import { nestedIn } from "./nested.js";
import { onceFor } from "../basics/once.js";
import { checkByKind } from "./registry.js";
import { sidecarPath } from "../content/sidecars.js";
import { selectDocuments, type Texts } from "../content/item-texts.js";

const WHOLE: ContentRef = { in: "document", section: null };

/** Paths of the linked documents that a reference is about; none for the body. */
export function documentPaths(
  ref: ContentRef,
  { sourceOfTruth: { document, sidecar } }: { sourceOfTruth: { document: string | null; sidecar?: string } },
  texts: Texts,
): string[] {
  if (ref.in === "body" || (ref.sidecar && sidecar === undefined)) return [];
  const paths = selectDocuments(texts, ref.glob ?? document).map((linked) => linked.path);
  return ref.sidecar && sidecar !== undefined ? paths.map((path) => sidecarPath(path, sidecar)) : paths;
}

/**
 * What a check and those nested in it read. Inside a check that looks into documents everything is read there; the innermost says in which. Where nothing
 * in it reads a text, the documents are read whole.
 */
export const readsOf: (spec: CheckSpec) => readonly ContentRef[] = onceFor((spec) => {
  const definition = checkByKind(spec.kind);
  if (!definition) return [];
  const nested = nestedIn(spec);
  const whole = definition.documents !== undefined && !nested.some(({ kind }) => checkByKind(kind)?.content);
  const refs = [...(whole ? [WHOLE] : []), ...definition.reads(spec.params, spec), ...nested.flatMap(readsOf)];
  const glob = definition.documents?.(spec.params);
  if (glob === undefined && spec.in === "body") return refs;
  return refs.map((ref) => ({ ...ref, in: "document", glob: ref.glob === undefined ? glob : ref.glob }));
});
