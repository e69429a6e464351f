import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { FormAsk } from "../checks/define.js";
import { nestedIn } from "../checks/nested.js";
import { checkByKind } from "../checks/registry.js";
import { sameWritten } from "../document/written-names.js";
import { readsOf } from "../checks/content-read.js";
import type { Contract } from "../policy/types.js";

/** One question of an issue form, for everything that the gates of a contract read under one heading. */
export interface FormField {
  /** The heading and its aliases; the first is the question's label. */
  names: string[];
  ask: FormAsk;
  /** Task items to be ticked later, where the question is a text. */
  boxes: string[];
  /** Gates that read it, in the contract's order. */
  gates: GateSpec[];
  /** A gate that always blocks reads it. */
  required: boolean;
}

interface Question {
  names: string[];
  ask: FormAsk;
  gate: GateSpec;
  required: boolean;
}

const TEXT: FormAsk = { as: "text", preset: "", example: "" };

/** Takes a contract; returns what an issue form must ask, in the contract's order, each heading once. */
export function formFields(contract: Contract): FormField[] {
  const fields: FormField[] = [];
  for (const question of contract.gates.flatMap((gate) => questionsOf(gate, gate.check, true))) {
    const field = fields.find((each) => each.names.some((name) => question.names.some((other) => sameWritten(name, other))));
    if (field) join(field, question);
    else fields.push(fieldOf(question));
  }
  return fields;
}

// What people confirm is no question to the author, nor is what must not be met.
function questionsOf(gate: GateSpec, spec: CheckSpec, outermost: boolean): Question[] {
  const definition = checkByKind(spec.kind);
  if (!definition || spec.in === "document" || definition.documents || definition.stricter?.["checks"] === "reversed") return [];
  const nested = nestedIn(spec);
  if (nested.length > 0) return nested.flatMap((inner) => questionsOf(gate, inner, false));
  if (!definition.content || definition.supplier) return [];
  const ask = definition.ask?.(spec.params) ?? TEXT;
  const required = outermost && gate.level === "block" && gate.when === null;
  return readsOf(spec).flatMap((ref): Question[] => {
    const names = ref.section ?? (ask.as === "boxes" ? [gate.title] : null);
    return ref.in === "body" && names ? [{ names, ask, gate, required }] : [];
  });
}

function fieldOf({ names, ask, gate, required }: Question): FormField {
  // A box is ticked when it is done, which may be long after the issue was opened.
  return { names, ask, boxes: [], gates: [gate], required: required && ask.as !== "boxes" };
}

/** Where a heading is asked for in two ways, the narrower one stays; boxes become part of a text. */
function join(field: FormField, question: Question): void {
  if (!field.gates.includes(question.gate)) field.gates.push(question.gate);
  field.required ||= question.required && question.ask.as !== "boxes";
  const asks = [field.ask, question.ask];
  const boxes = asks.flatMap((ask) => (ask.as === "boxes" ? ask.boxes : []));
  const other = asks.find((ask) => ask.as === "choice") ?? asks.find((ask) => ask.as === "line") ?? fullest(asks);
  if (!other) field.ask = { as: "boxes", boxes };
  else field.ask = other;
  if (other) for (const box of boxes) field.boxes.push(box);
}

function fullest(asks: readonly FormAsk[]): FormAsk | undefined {
  const texts = asks.filter((ask) => ask.as === "text");
  return texts.find((ask) => ask.preset !== "" || ask.example !== "") ?? texts[0];
}
