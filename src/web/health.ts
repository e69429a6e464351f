import type { IncomingMessage, ServerResponse } from "node:http";

/** What `/readyz` asks about. */
export interface HealthParts {
  /** Proves that the store takes writes. Throws when it does not. */
  probeStore: () => Promise<void>;
  github: () => GithubHealth;
  /** Work that is parked, as a number. */
  parked: () => Promise<number>;
  /** Who holds all writes to GitHub back: the setting, an administrator, or nobody. */
  paused: () => Promise<Pause>;
  /** Lines about policies that cannot be applied. Anyone may read them: no private names. */
  notices: () => string[];
  now: () => number;
}

export type Pause = "BATON_WRITES=off" | "POST /admin/pause" | null;

export interface GithubHealth {
  /** Null: not tried yet. */
  reachable: boolean | null;
  lastAnswerAt: number | null;
  problem: string | null;
}

interface Readiness {
  status: "ready" | "degraded" | "unavailable";
  store: { writable: boolean };
  github: GithubHealth;
  /** By what they are held back, or null. */
  writes: { paused: Pause };
  parked: number | null;
  notices: string[];
}

const CACHE_MS = 1_000;
const MAX_NOTICES = 50;

/** Makes the handler of `/healthz` and `/readyz`. It returns false for every other path. */
export function health(parts: HealthParts): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const readiness = remembered(parts);
  return async (request, response) => {
    const path = request.url?.split("?")[0];
    if (path !== "/healthz" && path !== "/readyz") return false;
    if (request.method !== "GET" && request.method !== "HEAD") {
      sendJson(response, 405, { error: "Only GET is answered here." }, { allow: "GET, HEAD" });
    } else if (path === "/healthz") {
      sendJson(response, 200, { status: "alive" });
    } else {
      const body = await readiness();
      sendJson(response, body.status === "unavailable" ? 503 : 200, body);
    }
    return true;
  };
}

/** Sends a JSON answer with headers that let a browser do nothing with it. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    ...headers,
  });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Anyone may ask, as often as they like: the store is asked once a second at most. */
function remembered(parts: HealthParts): () => Promise<Readiness> {
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    const now = parts.now();
    if (!last || now - last.at >= CACHE_MS || now < last.at) last = { at: now, answer: readinessOf(parts) };
    return last.answer;
  };
}

/** GitHub being away does not make Baton unready: webhooks can still be kept, and would be lost otherwise. */
async function readinessOf(parts: HealthParts): Promise<Readiness> {
  const [writable, paused] = await Promise.all([succeeds(parts.probeStore), parts.paused().catch(() => null)]);
  const parked = writable ? await parts.parked().catch(() => null) : null;
  const github = parts.github();
  const notices = parts.notices().slice(0, MAX_NOTICES);
  const degraded = github.problem !== null || paused !== null || notices.length > 0 || (parked ?? 0) > 0;
  const status = writable ? (degraded ? "degraded" : "ready") : "unavailable";
  return { status, store: { writable }, github, writes: { paused }, parked, notices };
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}
