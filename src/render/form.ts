import type { AskedCriteria } from "../core/checks/define.js";
import { checkByKind } from "../core/checks/registry.js";
import { sameName } from "../core/document/names.js";
import { withoutTwins } from "../core/form/drift.js";
import { formFields, type FormField } from "../core/form/fields.js";
import { formLabels } from "../core/form/labels.js";
import { slug } from "../core/form/slug.js";
import type { Contract, Policy } from "../core/policy/types.js";
import { trial } from "../core/trial/trial.js";
import { neededLine } from "./found.js";

const LONGEST = 600;
const MOST_NEEDS = 4;
const LONGEST_ID = 50;

/** What a question of an issue form says below its label: what each gate is about, and what it would say to an answer of one word. */
function describeField(field: FormField, contract: Contract, policy: Policy): string {
  const sentences = field.gates.flatMap((gate) => [
    stop(gate.title),
    ...needsOf(field, { ...contract, gates: [{ ...gate, when: null }] }, policy),
  ]);
  return [...new Set(sentences)].join(" ").slice(0, LONGEST);
}

/** What an issue form says of itself. */
function describeForm(contract: Contract, policy: Policy): string {
  const name = (id: string) => policy.lifecycle.stages.find((stage) => stage.id === id)?.name ?? id;
  return `From ${name(contract.stage.from)} to ${name(contract.stage.to)}: what ${contract.role.to} needs to take it over.`;
}

function needsOf({ names, ask }: FormField, contract: Contract, policy: Policy): string[] {
  const asks = contract.gates.map((gate) => checkByKind(gate.check.kind)?.ask?.(gate.check.params));
  const [criteria] = asks.flatMap((each) => (each?.as === "text" && each.criteria ? [each.criteria] : []));
  if (criteria) return [criteriaAsked(criteria)];
  if (asks.some((each) => each?.as === "boxes") || ask.as === "choice" || ask.as === "boxes") return [];
  const body = `### ${names[0] ?? ""}\n\n- x\n`;
  const { gates } = trial({ policy, contract, given: { body, labels: [] }, now: 0 });
  const findings = gates.flatMap((gate) => gate.findings.filter((finding) => finding.severity === "problem"));
  const needed = [...new Set(findings.map(neededLine))].filter((line) => line !== "");
  // What the question itself shows need not be said again.
  return needed.slice(0, ask.as === "text" && ask.preset !== "" ? 1 : MOST_NEEDS);
}

/** How success criteria are written, so that each is read as it is meant. */
function criteriaAsked({ as, needs }: AskedCriteria): string {
  const also = needs.map((need) => ASKED[need]);
  if (as === "any")
    return `One list item for each: what is measured, and a quantity with its bound, such as “under 5 s” or “at least 3 clients”${also.map((each) => `, ${each.words}`).join("")}. A row each of a table with the columns Metric, Baseline, Target, By and Source is read, too.`;
  const columns = ["Metric", "Target", ...also.map(({ column }) => column)];
  return `A row for each: Metric is what is measured, Baseline what it is today, Target a quantity with its bound, such as “< 20 min” or “≥ 80 %”, By the day it is due, Source where the figure comes from. ${columns.slice(0, -1).join(", ")} and ${columns.at(-1) ?? ""} must be filled in.`;
}

const ASKED = {
  by_when: { words: "by when", column: "By" },
  baseline: { words: "and what it is today", column: "Baseline" },
} as const;

function stop(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** An issue form as GitHub reads it from `.github/ISSUE_TEMPLATE/`. */
export interface IssueForm {
  name: string;
  description: string;
  labels?: string[];
  body: IssueFormField[];
}

interface IssueFormField {
  type: "textarea" | "input" | "dropdown" | "checkboxes";
  id: string;
  attributes: {
    label: string;
    description: string;
    placeholder?: string;
    value?: string;
    multiple?: boolean;
    options?: string[] | { label: string }[];
  };
  validations?: { required: boolean };
}

/** Takes a contract that issues come under, and its policy; returns the issue form that asks for all it reads. */
export function renderIssueForm(contract: Contract, policy: Policy): IssueForm {
  const labels = formLabels(contract, policy);
  const fields = formFields(contract);
  // Ids of form fields are letters, digits, - and _ only.
  const ids = fields.map((field) => slug(field.names[0] ?? "", LONGEST_ID));
  const body = fields.map((field, index): IssueFormField => {
    const id = ids[index] ?? "";
    const unique = id !== "" && ids.indexOf(id) === index ? id : `field-${index + 1}`;
    const label = field.names[0] ?? "";
    const { type, ...attributes } = inputOf(field);
    const shown = { label, description: describeField(field, contract, policy), ...attributes };
    return { type, id: unique, attributes: shown, ...(type === "checkboxes" ? {} : { validations: { required: field.required } }) };
  });
  return { name: contract.name, description: describeForm(contract, policy), ...(labels.length > 0 && { labels }), body };
}

function inputOf({ ask, boxes }: FormField): Pick<IssueFormField, "type"> & Omit<IssueFormField["attributes"], "label" | "description"> {
  if (ask.as === "boxes") return { type: "checkboxes", options: ask.boxes.map((label) => ({ label })) };
  // GitHub keeps the answer "None" for itself.
  const choices = ask.as === "choice" ? withoutTwins(ask.options) : [];
  if (ask.as === "choice" && !choices.some((choice) => sameName(choice, "none")))
    return { type: "dropdown", options: choices, ...(ask.several && { multiple: true }) };
  if (ask.as !== "text") return { type: "input" };
  const value = [ask.preset, ...boxes.map((box) => `- [ ] ${box}`)].filter((part) => part !== "").join("\n");
  return { type: "textarea", ...(value !== "" && { value }), ...(ask.example !== "" && { placeholder: ask.example }) };
}
