import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { redact } from "../telemetry/redact.js";
import type { WorkKey } from "../core/ports.js";
import { readJson } from "./admin-body.js";
import { throttle, type Throttle } from "./admin-throttle.js";
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
  /** Told once when an address tried too many wrong tokens. */
  refused: (address: string) => void;
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
/** What is there, as `METHOD /path`. */
export const ADMIN_ROUTES: readonly string[] = [...ACTIONS.keys()];
const PATHS = new Map([...ACTIONS.keys()].map((line) => line.split(" ") as [string, string]).map(([method, path]) => [path, method]));

const MOST_LISTED = 1_000;
const LISTED = 100;

/** Makes the handler of `/admin`. It returns false for other paths, and for all when there is no token. */
export function admin(parts: AdminParts): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const wrong = throttle({ now: parts.now });
  return async (request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    if (parts.token === null || !/^\/admin(?:\/|$)/.test(path)) return false;
    // Whatever others try, and from whichever address: the right token always works. It is the way to stop a harm.
    const isRight = isBearer(request.headers.authorization, parts.token);
    const { status, body, headers } = isRight ? await act(parts, request, path) : refuse(parts, wrong, request);
    sendJson(response, status, body, headers);
    return true;
  };
}

// Behind a proxy all come from one address. They are told to wait, and hung up on: to hold their answers back would fill our connections.
function refuse(parts: AdminParts, wrong: Throttle, request: IncomingMessage): Answer {
  const address = request.socket.remoteAddress ?? "";
  const { tooMany, first } = wrong.refuse(address);
  if (first) parts.refused(address);
  if (!tooMany) return { status: 401, body: { error: "A bearer token is needed." }, headers: { "www-authenticate": "Bearer" } };
  const error = "Too many wrong tokens. The right one works.";
  return { status: 429, body: { error }, headers: { "retry-after": "60", connection: "close" } };
}

async function act(parts: AdminParts, request: IncomingMessage, path: string): Promise<Answer> {
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
