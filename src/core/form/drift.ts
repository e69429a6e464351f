import { sameLabel } from "../basics/names.js";
import { z } from "zod";
import { sameName } from "../document/names.js";
import { sameWritten } from "../document/written-names.js";
import { appliesToLabels } from "../policy/lifecycle.js";
import { judge, openFile, type PolicyFile, type SourceFile } from "../policy/source-file.js";
import type { Contract, Policy, PolicyProblem } from "../policy/types.js";
import { suggest } from "../basics/suggest.js";
import { formFields, type FormField } from "./fields.js";
import { formLabels } from "./labels.js";
import { stageSourceOf } from "../stages/sources.js";

/** How an existing form differs from what its contract reads. `line` is in the form's file, from 1. */
export type Drift = { line: number; severity: "error" | "warning" } & (
  | { is: "missing"; label: string; renamed: string | null }
  | { is: "options"; label: string; missing: string[]; surplus: string[] }
  | { is: "not_a_choice"; label: string; options: string[] }
  | { is: "boxes"; label: string; missing: string[] }
  | { is: "optional"; label: string }
  | { is: "labels"; missing: string[]; forbidden: string[] }
);

const text = z.string("a text");
const field = z.looseObject({
  type: text,
  attributes: z
    .looseObject({
      label: text.optional(),
      value: text.optional(),
      options: z.array(z.union([text, z.looseObject({ label: text })]), "a list of options").optional(),
    })
    .optional(),
  validations: z.looseObject({ required: z.boolean("true or false").optional() }).optional(),
});
const form = z.looseObject({
  labels: z.union([text, z.array(text, "a list of labels")]).default([]),
  body: z.array(field, "a list of fields").min(1, "at least one field"),
});
type Form = z.output<typeof form>;
type Field = Form["body"][number];

/** Takes a form's file, the contract and its policy, and the list that collects problems; returns the differences that matter, or null when it is no issue form. */
export function formDrift(source: PolicyFile, contract: Contract, policy: Policy, problems: PolicyProblem[]): Drift[] | null {
  const file = openFile(source, problems);
  const found = file && judge(file, form);
  if (!file || !found) return null;
  return [...labelDrift(file, found, contract, policy), ...formFields(contract).flatMap((wanted) => fieldDrift(file, found, wanted))];
}

function labelDrift(file: SourceFile, { labels }: Form, contract: Contract, policy: Policy): Drift[] {
  const has = (typeof labels === "string" ? labels.split(",") : labels).map((label) => label.trim());
  const stage = formLabels(contract, policy).filter((label) => !has.some((each) => sameLabel(each, label)));
  const missing = appliesToLabels({ ...contract.appliesTo.labels, none: [] }, has)
    ? stage.filter((label) => isStage(label, policy))
    : stage;
  const forbidden = contract.appliesTo.labels.none.filter((label) => has.some((each) => sameLabel(each, label)));
  if (missing.length + forbidden.length === 0) return [];
  return [{ line: file.positions.key(["labels"]).line, severity: "error", is: "labels", missing, forbidden }];
}

function isStage(label: string, policy: Policy): boolean {
  return policy.lifecycle.stages.some((stage) =>
    stageSourceOf(policy)
      .labels(stage)
      .some((own) => sameLabel(own, label)),
  );
}

function fieldDrift(file: SourceFile, { body }: Form, wanted: FormField): Drift[] {
  const isWanted = (label: string) => wanted.names.some((name) => sameWritten(name, label));
  const index = body.findIndex((each) => each.type !== "markdown" && isWanted(each.attributes?.label ?? ""));
  const found = body[index];
  const label = wanted.names[0] ?? "";
  if (!found) return [{ ...renamed(file, body, label), severity: "error", is: "missing", label }];
  const line = (key: string) => file.positions.key(["body", index, "attributes", key]).line;
  const optional = wanted.required && found.validations?.required !== true;
  return [
    ...choiceDrift(found, wanted, label, line("options")),
    ...boxDrift(found, wanted, label, line(found.attributes?.options ? "options" : "label")),
    ...(optional ? [{ line: line("label"), severity: "warning", is: "optional", label } as const] : []),
  ];
}

function renamed(file: SourceFile, body: readonly Field[], label: string): { line: number; renamed: string | null } {
  const labels = body.map((each) => (each.type === "markdown" ? "" : (each.attributes?.label ?? "")));
  const near = suggest(
    label,
    labels.filter((each) => each !== ""),
  );
  const path = near === null ? ["body"] : ["body", labels.indexOf(near), "attributes", "label"];
  return { line: file.positions.key(path).line, renamed: near };
}

function choiceDrift(found: Field, { ask }: FormField, label: string, line: number): Drift[] {
  if (ask.as !== "choice") return [];
  if (found.type !== "dropdown") return [{ line, severity: "warning", is: "not_a_choice", label, options: ask.options }];
  const options = optionsOf(found);
  const missing = withoutTwins(ask.options).filter((option) => !options.some((each) => sameName(each, option)));
  // A value counts as the contract writes it, letters' case included.
  const surplus = options.filter((option) => !ask.options.includes(option));
  return missing.length + surplus.length === 0 ? [] : [{ line, severity: "error", is: "options", label, missing, surplus }];
}

function boxDrift(found: Field, { ask, boxes }: FormField, label: string, line: number): Drift[] {
  const wanted = ask.as === "boxes" ? ask.boxes : boxes;
  const written = (found.attributes?.value ?? "").split("\n").map((each) => each.replace(/^\s*[-*+] \[[ xX]\] /, ""));
  const missing = wanted.filter((box) => ![...optionsOf(found), ...written].some((each) => sameWritten(each, box)));
  return missing.length === 0 ? [] : [{ line, severity: "error", is: "boxes", label, missing }];
}

function optionsOf(found: Field): string[] {
  return (found.attributes?.options ?? []).map((option) => (typeof option === "string" ? option : option.label));
}

/** Values that differ in letters' case only are one choice to a person: the first stands for all. */
export function withoutTwins(options: readonly string[]): string[] {
  return options.filter((option, index) => options.findIndex((each) => sameName(each, option)) === index);
}
