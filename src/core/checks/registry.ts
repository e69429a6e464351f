import { age } from "./age.js";
import { all } from "./all.js";
import { any } from "./any.js";
import { approvals } from "./approvals.js";
import { artefact } from "./artefact.js";
import { checkbox } from "./checkbox.js";
import { checklist } from "./checklist.js";
import { confirmedBy } from "./confirmed-by.js";
import { covers } from "./covers.js";
import type { CheckDefinition } from "./define.js";
import { document } from "./document.js";
import { field } from "./field.js";
import { forbid } from "./forbid.js";
import { items } from "./items.js";
import { linkedPr } from "./linked-pr.js";
import { links } from "./links.js";
import { checksParam } from "./spec.js";
import { measurable } from "./measurable.js";
import { metadata } from "./metadata.js";
import { noBlockers } from "./no-blockers.js";
import { not } from "./not.js";
import { outcome } from "./outcome.js";
import { requiresStage } from "./requires-stage.js";
import { section } from "./section.js";
import { status } from "./status.js";
import { subIssues } from "./sub-issues.js";
import { template } from "./template.js";

const nested = checksParam((kind) => checkByKind(kind));

/** Every kind of check, in the order of the documentation. A new kind is a file and a line here. */
export const CHECKS: readonly CheckDefinition[] = [
  section,
  template,
  items,
  covers,
  measurable,
  forbid,
  field,
  links,
  document(nested),
  checkbox,
  checklist,
  confirmedBy,
  approvals,
  noBlockers,
  subIssues,
  requiresStage,
  linkedPr,
  status,
  metadata,
  artefact,
  age,
  outcome,
  all(nested),
  any(nested),
  not(nested),
];

let byKind: ReadonlyMap<string, CheckDefinition> | undefined;

/** The check of a kind; undefined when there is none of that name. */
export function checkByKind(kind: string): CheckDefinition | undefined {
  byKind ??= new Map(CHECKS.map((check) => [check.kind, check]));
  return byKind.get(kind);
}
