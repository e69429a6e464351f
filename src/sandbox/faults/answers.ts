import type { Fault } from "./faults.js";

/** An answer that a fault gives in place of the real one. */
export interface FaultAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const HTML = "<!DOCTYPE html><html><head><title>Unicorn!</title></head><body><p>We had issues producing the response.</p></body></html>";

/** Takes a fault that strikes before the work; returns its answer, or undefined when it lets the work happen. */
export function answerBefore(fault: Fault, isGraphql: boolean): FaultAnswer | undefined {
  if (fault.kind === "error_before") return json(502, { message: "Server Error" });
  if (fault.kind === "html") return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: HTML };
  if (fault.kind === "unauthorized") return json(401, { message: "Bad credentials", documentation_url: "https://docs.github.com/rest" });
  if (fault.kind === "forbidden") return json(403, { message: "Resource not accessible by integration" });
  if (fault.kind === "not_found") return isGraphql ? graphqlNotFound() : json(404, { message: "Not Found" });
  if (fault.kind === "secondary_limit") return secondaryLimit(fault);
  return fault.kind === "primary_limit" ? primaryLimit(fault) : undefined;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): FaultAnswer {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body: JSON.stringify(body) };
}

function graphqlNotFound(): FaultAnswer {
  const error = { type: "NOT_FOUND", path: ["repository"], message: "Could not resolve to a Repository." };
  return json(200, { data: { repository: null }, errors: [error] });
}

function secondaryLimit(fault: Fault): FaultAnswer {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  return json(403, { message }, { "retry-after": String(fault.retryAfterSeconds ?? 1) });
}

function primaryLimit(fault: Fault): FaultAnswer {
  const reset = Math.ceil(Date.now() / 1000) + (fault.retryAfterSeconds ?? 1);
  const headers = { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
  return json(403, { message: "API rate limit exceeded for installation." }, headers);
}
