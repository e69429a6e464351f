import { sameWritten } from "../document/written-names.js";
import type { Contract, Policy } from "../policy/types.js";
import { formFields } from "./fields.js";

/** Takes a contract and its policy; returns the name of the repository's own issue form that asks for all it reads, null where there is none. */
export function formFor(contract: Contract, { forms = [], formFiles = [] }: Pick<Policy, "forms" | "formFiles">): string | null {
  const wanted = formFields(contract);
  if (wanted.length === 0) return null;
  const asksAll = (questions: NonNullable<Policy["forms"]>[number]) =>
    wanted.every(({ names }) => questions.some(({ label }) => names.some((name) => sameWritten(name, label))));
  return formFiles.find((_file, index) => asksAll(forms[index] ?? [])) ?? null;
}
