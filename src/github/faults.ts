import type { Time } from "../core/basics/known.js";
import { InstallationAway, TemporaryFault, TerminalFault, Unreachable } from "../core/basics/faults.js";
import { saidIn } from "./said.js";
import { noAnswerIn } from "./unreachable.js";

/** What Octokit throws, as far as we look at it. */
interface FailedRequest {
  status?: unknown;
  message?: unknown;
  request?: { url?: unknown };
  response?: { headers?: Record<string, unknown> };
  headers?: Record<string, unknown>;
  data?: unknown;
  errors?: { type?: unknown; message?: unknown; path?: unknown }[];
}

const LIMIT_WITHOUT_TIME = 60_000;
const TOKEN_REQUEST = /\/app\/installations\/[^/]+\/access_tokens$/;

/** Takes what a request threw, what was asked and the time; returns the fault to throw instead. */
export function translate(error: unknown, what: string, now: Time): TemporaryFault | TerminalFault {
  if (error instanceof TemporaryFault || error instanceof TerminalFault) return error;
  const failed = asFailed(error);
  if (failed.errors) return translateGraphql(failed, what, now);
  const status = statusOf(error);
  if (isLimit(failed, status)) return limitFault(failed, what, now, error);
  if (isTokenRequest(failed) && (status === 404 || status === 403)) {
    return new InstallationAway(`The installation is gone or suspended: ${said(failed)}`, { cause: error });
  }
  // A token from before the suspension is refused in the same words.
  if (status === 403 && /installation has been suspended/i.test(said(failed))) {
    return new InstallationAway(`The installation is suspended (${what})`, { cause: error });
  }
  if (status === 403) return new TerminalFault(forbidden(failed, what), { cause: error });
  if (status === 400 || status === 422 || status === 451) {
    return new TerminalFault(`GitHub refuses ${what}: ${said(failed)}`, { cause: error });
  }
  const silence = noAnswerIn(error);
  if (silence) return new Unreachable(`GitHub did not answer ${what} (${silence.code})`, { cause: error });
  return new TemporaryFault(`GitHub failed on ${what}: ${said(failed)}`, { cause: error });
}

/** Takes what a request threw; returns its HTTP status, or null when there was no answer at all. */
export function statusOf(error: unknown): number | null {
  const { status } = asFailed(error);
  return typeof status === "number" ? status : null;
}

/** True when the thing asked for does not exist; a token that cannot be had is something else. */
export function isAbsent(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== 404 && status !== 410) return false;
  return !isTokenRequest(asFailed(error));
}

/** Takes what a GraphQL query threw; returns the rest of the answer when all that failed is absent and may be. Throws it otherwise. */
export function partOf(error: unknown, absent: (path: string) => boolean): unknown {
  const { errors, data } = asFailed(error);
  const harmless =
    errors?.length && errors.every((one) => one.type === "NOT_FOUND" && Array.isArray(one.path) && absent(one.path.join("/")));
  if (harmless && data) return data;
  throw error;
}

function translateGraphql(failed: FailedRequest, what: string, now: Time): TemporaryFault | TerminalFault {
  const errors = failed.errors ?? [];
  if (errors.some((one) => one.type === "RATE_LIMITED" || one.type === "RATE_LIMIT")) return limitFault(failed, what, now, failed);
  if (errors.some((one) => one.type === "FORBIDDEN" || /not accessible by integration/i.test(String(one.message)))) {
    return new TerminalFault(forbidden(failed, what), { cause: failed });
  }
  return new TemporaryFault(`GitHub failed on ${what}: ${said(failed)}`, { cause: failed });
}

function isTokenRequest(failed: FailedRequest): boolean {
  const url = failed.request?.url;
  return typeof url === "string" && TOKEN_REQUEST.test(url);
}

function isLimit(failed: FailedRequest, status: number | null): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const limited = header(failed, "retry-after") !== null || header(failed, "x-ratelimit-remaining") === "0";
  return limited || /rate limit|abuse detection/i.test(typeof failed.message === "string" ? failed.message : "");
}

function limitFault(failed: FailedRequest, what: string, now: Time, cause: unknown): TemporaryFault {
  return new TemporaryFault(`GitHub's limit is reached (${what})`, { cause, retryAt: limitEnd(failed, now) });
}

function limitEnd(failed: FailedRequest, now: Time): Time {
  const seconds = Number(header(failed, "retry-after") ?? Number.NaN);
  if (Number.isFinite(seconds)) return now + seconds * 1000;
  const reset = Number(header(failed, "x-ratelimit-reset") ?? Number.NaN);
  const exhausted = header(failed, "x-ratelimit-remaining") === "0";
  return exhausted && Number.isFinite(reset) ? Math.max(now, reset * 1000) : now + LIMIT_WITHOUT_TIME;
}

function forbidden(failed: FailedRequest, what: string): string {
  const needed = header(failed, "x-accepted-github-permissions");
  const lacking = needed ? `; the App lacks one of: ${needed.slice(0, 200)}` : "";
  return `GitHub does not allow ${what}: ${said(failed)}${lacking}`;
}

function header(failed: FailedRequest, name: string): string | null {
  const value = (failed.response?.headers ?? failed.headers)?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function said(failed: FailedRequest): string {
  return saidIn(failed) ?? "no answer";
}

function asFailed(error: unknown): FailedRequest {
  return typeof error === "object" && error !== null ? error : {};
}

/** True when a write failed because its commit is not, or no longer, in the repository. */
export function isNoCommit(error: unknown): boolean {
  return error instanceof TerminalFault && statusOf(error.cause) === 422 && /no commit found/i.test(error.message);
}
