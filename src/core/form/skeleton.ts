import { onceFor } from "../basics/once.js";
import type { Finding } from "../findings/findings.js";
import type { Contract } from "../policy/types.js";
import type { GateResult } from "../record/verdict.js";
import { formFields, type FormField } from "./fields.js";

/** Headings to begin with, where a text has next to none of those that the contract reads. */
export interface Skeleton {
  /** Those that are missing, in the contract's order. */
  fields: FormField[];
  /** Ids of the gates that lack nothing else. */
  gates: string[];
}

const fieldsOf = onceFor(formFields);

/** Fewer are sooner said one by one. */
const FEWEST = 3;

/** Takes a contract and its gates as judged; returns the skeleton of what is missing in the body, null unless that is most of it. */
export function skeletonOf(contract: Contract, gates: readonly GateResult[]): Skeleton | null {
  const missing = new Set(gates.filter(lacksItsHeading).map(({ spec }) => spec.id));
  if (missing.size < FEWEST) return null;
  const all = fieldsOf(contract);
  const fields = all.filter((field) => field.gates.some(({ id }) => missing.has(id)));
  return fields.length < FEWEST || fields.length * 2 <= all.length ? null : { fields, gates: [...missing] };
}

function lacksItsHeading({ spec, outcome, applies, waiver, supplier, findings }: GateResult): boolean {
  const isOpen = applies && outcome === "fail" && waiver === null && spec.level === "block" && supplier === null;
  return isOpen && findings.length > 0 && findings.every(isMissingHeading);
}

// What comes near a heading is worth a word of its own.
function isMissingHeading(finding: Finding): boolean {
  if (finding.path !== undefined || finding.line !== undefined) return false;
  const isHeading = finding.code === "section_missing" || (finding.code === "field_missing" && finding.from === "form");
  return isHeading && finding.near === undefined;
}
