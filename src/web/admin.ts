import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { redact } from "../app/log-redact.js";
import type { WorkKey } from "../core/ports.js";
import { readJson } from "./admin-body.js";
import { sendJson } from "./health.js";

/** What `/admin` may do. */
export interface AdminParts {
  /** Null: there is no `/admin`. */
  token: string | null;
  deadLetters: (limit: number) => Promise<{ id: string; key: WorkKey; attempts: number; error: string; deadAt: number }[]>;
  countParked: () => Promise<number>;
  /** False when nothing with this id is parked. */
  replay: (id: string) => Promise<boolean>;
  /** Returns how much was parked. */
  replayAll: () => Promise<number>;
  /** Holds all writes to GitHub back, in every process, or lets them go again. */
  pause: (on: boolean) => Promise<void>;
  isPaused: () => Promise<boolean>;
  /** Told of everything that was done. */
  done: (action: string, fields: Record<string, unknown>) => void;
  /** Values that no answer may hold. */
  secrets: string[];
  now: () => number;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

type Action = (parts: AdminParts, request: IncomingMessage) => Promise<Answer>;

const ACTIONS = new Map<string, Action>([
  ["GET /admin/dead-letters", listDeadLetters],
  ["POST /admin/replay", replayOne],
  ["POST /admin/replay-all", replayEverything],
  ["GET /admin/status", tellStatus],
  ["POST /admin/pause", (parts) => pauseWrites(parts, true)],
  ["POST /admin/resume", (parts) => pauseWrites(parts, false)],
]);
const PATHS = new Map([...ACTIONS.keys()].map((line) => line.split(" ") as [string, string]).map(([method, path]) => [path, method]));

const WINDOW_MS = 60_000;
const REQUESTS = 120;
const REFUSALS = 20;
const MOST_LISTED = 1_000;
const LISTED = 100;

/** Makes the handler of `/admin`. It returns false for other paths, and for all when there is no token. */
export function admin(parts: AdminParts): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const limits = { all: windowed(REQUESTS, parts.now), refused: windowed(REFUSALS, parts.now) };
  return async (request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    if (parts.token === null || !/^\/admin(?:\/|$)/.test(path)) return false;
    const { status, body, headers } = await answerTo(parts, limits, request, path);
    sendJson(response, status, body, headers);
    return true;
  };
}

async function answerTo(
  parts: AdminParts,
  limits: Record<"all" | "refused", Window>,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  if (limits.refused.isFull() || !limits.all.take())
    return { status: 429, body: { error: "Too many requests. Try again in a minute." }, headers: { "retry-after": "60" } };
  if (!isBearer(request.headers.authorization, parts.token ?? "")) {
    limits.refused.take();
    return { status: 401, body: { error: "A bearer token is needed." }, headers: { "www-authenticate": "Bearer" } };
  }
  const action = ACTIONS.get(`${request.method} ${path}`);
  if (action) return await action(parts, request);
  const allow = PATHS.get(path);
  return allow
    ? { status: 405, body: { error: `Use ${allow}.` }, headers: { allow } }
    : { status: 404, body: { error: "There is nothing here." } };
}

async function listDeadLetters(parts: AdminParts, request: IncomingMessage): Promise<Answer> {
  const asked = Number(new URL(request.url ?? "", "http://localhost").searchParams.get("limit") ?? LISTED);
  if (!Number.isInteger(asked) || asked < 1 || asked > MOST_LISTED)
    return { status: 400, body: { error: `limit is a number from 1 to ${MOST_LISTED}.` } };
  const [found, total] = await Promise.all([parts.deadLetters(asked), parts.countParked()]);
  const letters = found.map(({ id, key, attempts, error, deadAt }) => ({
    id,
    installation: key.installationId,
    repository: `${key.owner}/${key.name}`,
    ...(key.kind === "item" ? { number: key.number } : {}),
    attempts,
    error: redact(error, parts.secrets),
    deadAt: new Date(deadAt).toISOString(),
  }));
  return { status: 200, body: { total, letters } };
}

async function replayOne(parts: AdminParts, request: IncomingMessage): Promise<Answer> {
  const given = await readJson(request);
  const id = given && typeof given["id"] === "string" ? given["id"] : null;
  if (id === null || id.length > 500) return { status: 400, body: { error: 'Send {"id": "..."} with an id of /admin/dead-letters.' } };
  const replayed = await parts.replay(id);
  if (!replayed) return { status: 404, body: { error: "Nothing with this id is parked." } };
  parts.done("replay", { item: id });
  return { status: 200, body: { replayed: 1 } };
}

async function replayEverything(parts: AdminParts): Promise<Answer> {
  const replayed = await parts.replayAll();
  parts.done("replay-all", { replayed });
  return { status: 200, body: { replayed } };
}

async function tellStatus(parts: AdminParts): Promise<Answer> {
  const [paused, parked] = await Promise.all([parts.isPaused(), parts.countParked()]);
  return { status: 200, body: { paused, parked } };
}

async function pauseWrites(parts: AdminParts, on: boolean): Promise<Answer> {
  await parts.pause(on);
  parts.done(on ? "pause" : "resume", {});
  return { status: 200, body: { paused: on } };
}

/** Compares digests, so that neither the time nor the length tells anything. */
function isBearer(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token)) && given !== "";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

interface Window {
  /** Uses one place up; false when there is none. */
  take(): boolean;
  isFull(): boolean;
}

function windowed(places: number, now: () => number): Window {
  let since = now();
  let used = 0;
  const isFull = () => {
    if (now() - since >= WINDOW_MS) [since, used] = [now(), 0];
    return used >= places;
  };
  return { isFull, take: () => !isFull() && ++used > 0 };
}
