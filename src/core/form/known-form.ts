import { onceFor } from "../basics/once.js";
import { nameKeys } from "../document/written-names.js";
import type { Contract, Policy } from "../policy/types.js";
import { formFields } from "./fields.js";

type Form = NonNullable<Policy["forms"]>[number];

/** Takes a contract and its policy; returns the name of the repository's own issue form that asks for all it reads, null where there is none. */
export function formFor(contract: Contract, { forms = [], formFiles = [] }: Pick<Policy, "forms" | "formFiles">): string | null {
  const wanted = formFields(contract).map(({ names }) => names.flatMap(nameKeys));
  if (wanted.length === 0) return null;
  const asksAll = (form: Form) => wanted.every((keys) => keys.some((key) => labelsOf(form).has(key)));
  return formFiles.find((_file, index) => asksAll(forms[index] ?? [])) ?? null;
}

const labelsOf = onceFor((form: Form) => new Set(form.flatMap(({ label }) => nameKeys(label))));
