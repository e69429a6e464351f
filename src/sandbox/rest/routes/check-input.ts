import type { CheckRunWish } from "../../state/checks.js";
import type { Annotation, CheckAction, CheckOutput, CheckRun } from "../../state/types.js";
import { optionalText } from "../call.js";
import type { Call } from "../call.js";
import { HttpError } from "../errors.js";

const STATUSES = new Set(["queued", "in_progress", "completed"]);
const CONCLUSIONS = new Set(["success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required"]);
const MAX_TEXT = 65_535;
const MAX_ACTIONS = 3;
const MAX_ANNOTATIONS = 50;
const ACTION_LIMITS = { label: 20, description: 40, identifier: 20 };

/** Reads what a request says about a check run. Throws 422 for what GitHub refuses. */
export function readCheckRun(call: Call): CheckRunWish {
  const text = (field: string) => optionalText(call, "CheckRun", field);
  const [status, conclusion] = [text("status"), text("conclusion")];
  if (status !== undefined && !STATUSES.has(status)) throw refused(`"${status}" is not a status`);
  if (conclusion !== undefined && !CONCLUSIONS.has(conclusion)) throw refused(`"${conclusion}" is not a conclusion`);
  if (status === "completed" && conclusion === undefined) throw refused('"conclusion" is required when status is "completed"');
  return {
    name: text("name"),
    externalId: text("external_id"),
    detailsUrl: text("details_url"),
    status: status as CheckRun["status"] | undefined,
    conclusion: status !== undefined && status !== "completed" ? null : conclusion,
    completedAt: Date.parse(text("completed_at") ?? "") || undefined,
    output: output(call.body["output"]),
    actions: actions(call.body["actions"]),
  };
}

function refused(message: string): HttpError {
  return new HttpError(422, `Invalid request.\n\n${message}.`);
}

function fields(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw refused(`${what} is not an object`);
  return value as Record<string, unknown>;
}

function output(value: unknown): CheckOutput | undefined {
  if (value === undefined || value === null) return undefined;
  const { title, summary, text, annotations } = fields(value, "output");
  if (typeof title !== "string" || typeof summary !== "string") throw refused('"title", "summary" weren\'t supplied');
  for (const part of [summary, text]) {
    if (typeof part === "string" && part.length > MAX_TEXT)
      throw refused(`Only ${MAX_TEXT} characters are allowed; ${part.length} were supplied`);
  }
  return { title, summary, text: typeof text === "string" ? text : null, annotations: readAnnotations(annotations) };
}

function readAnnotations(value: unknown): Annotation[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refused("annotations is not an array");
  if (value.length > MAX_ANNOTATIONS) throw refused(`No more than ${MAX_ANNOTATIONS} items are allowed; ${value.length} were supplied`);
  return value.map((one) => {
    const { path, start_line, end_line, annotation_level, message } = fields(one, "annotation");
    const whole = typeof path === "string" && Number.isInteger(start_line) && Number.isInteger(end_line) && typeof message === "string";
    if (!whole || !["notice", "warning", "failure"].includes(String(annotation_level))) throw refused("an annotation lacks a field");
    return one as Annotation;
  });
}

function actions(value: unknown): CheckAction[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw refused("actions is not an array");
  if (value.length > MAX_ACTIONS) throw refused(`No more than ${MAX_ACTIONS} items are allowed; ${value.length} were supplied`);
  return value.map((one) => {
    const action = fields(one, "action");
    for (const [key, limit] of Object.entries(ACTION_LIMITS)) {
      const text = action[key];
      if (typeof text !== "string" || text === "") throw refused(`action ${key} wasn't supplied`);
      if (text.length > limit) throw refused(`Only ${limit} characters are allowed for action ${key}; ${text.length} were supplied`);
    }
    return one as CheckAction;
  });
}
