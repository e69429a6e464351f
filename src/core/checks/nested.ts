import type { CheckSpec } from "./gate-spec.js";
import { parseMarkdown } from "../document/parse.js";
import type { Snapshot } from "../facts/snapshot.js";
import type { Duration } from "../time/types.js";
import type { Need } from "./define.js";
import { checkByKind } from "./registry.js";

const NO_TEXT = parseMarkdown("");

/** The checks directly in a check's parameters. */
export function nestedIn(spec: CheckSpec): CheckSpec[] {
  return checkByKind(spec.kind)?.nested?.(spec.params) ?? [];
}

/** Takes a check; returns it with all that are nested in it, the outer before the inner. */
export function withNested(spec: CheckSpec): CheckSpec[] {
  return [spec, ...nestedIn(spec).flatMap(withNested)];
}

/** The role whose members can supply what a check misses: its own word, else that of the first nested check that names one; null: whoever may edit the item. */
export function supplierOf(spec: CheckSpec): string | null {
  const own = checkByKind(spec.kind)?.supplier;
  if (own) return own(spec.params);
  return (
    nestedIn(spec)
      .map(supplierOf)
      .find((role) => role !== null) ?? null
  );
}

/** The artefacts that a check, or one nested in it, waits for, each with how fresh it wants it. */
export function artefactsOf(spec: CheckSpec): { id: string; age: Duration | null }[] {
  return withNested(spec).flatMap(({ kind, params }) => {
    const check = checkByKind(kind);
    return check?.artefact ? [{ id: check.artefact(params), age: check.artefactAge?.(params) ?? null }] : [];
  });
}

/** What a check and those nested in it need whatever the text says. */
function needsBesideText(spec: CheckSpec, snapshot: Pick<Snapshot, "repository" | "item">): Need[] {
  return withNested(spec).flatMap(({ kind, params }) => checkByKind(kind)?.needs?.(params, NO_TEXT, snapshot) ?? []);
}

/** Paths of the files of the repository that a check, or one nested in it, judges by. */
export function filesJudgedBy(spec: CheckSpec, snapshot: Pick<Snapshot, "repository" | "item">): string[] {
  return needsBesideText(spec, snapshot).flatMap((need) => (need.kind === "file" ? [need.path] : []));
}
