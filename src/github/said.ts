const LONGEST = 300;
const MOST_ERRORS = 5;
/** How GitHub names resources, fields and codes; what people wrote does not look like it. */
const NAME = /^[A-Za-z_][\w.]{0,39}$/;

/**
 * Takes what a request threw; returns what GitHub said about it in words of its own, null when it said nothing. Octokit's message also holds
 * the values that were refused and whole answers that were no JSON: what people wrote.
 */
export function saidIn(error: unknown): string | null {
  const { response, errors, message, status } = asThrown(error);
  if (Array.isArray(errors)) return oneLine(errors.slice(0, MOST_ERRORS).map(graphqlError).join("; "));
  if (response === undefined) return typeof message === "string" && message !== "" ? oneLine(message) : null;
  const told = asThrown(asThrown(response).data);
  if (typeof told.message !== "string") return typeof status === "number" ? `status ${status}` : null;
  const fields = Array.isArray(told.errors) ? told.errors.slice(0, MOST_ERRORS).map(fieldError) : [];
  return oneLine([told.message, ...fields.filter((field) => field !== "")].join("; "));
}

function graphqlError(error: unknown): string {
  const { type, message } = asThrown(error);
  // What was asked for stands in quotation marks.
  const said = typeof message === "string" ? message.replace(/(["'`“]).*?(?:["'`”]|$)/gs, "…") : "";
  return [typeof type === "string" && NAME.test(type) ? type : "", said].filter((part) => part !== "").join(": ");
}

function fieldError(error: unknown): string {
  const { resource, field, code } = asThrown(error);
  return [resource, field, code].filter((name) => typeof name === "string" && NAME.test(name)).join(" ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, LONGEST);
}

interface Thrown {
  response?: unknown;
  errors?: unknown;
  message?: unknown;
  data?: unknown;
  status?: unknown;
  type?: unknown;
  resource?: unknown;
  field?: unknown;
  code?: unknown;
}

function asThrown(value: unknown): Thrown {
  return typeof value === "object" && value !== null ? value : {};
}
