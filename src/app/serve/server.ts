import { Probot, ProbotOctokit } from "probot";
import type { Lease, Store } from "../../store/store.js";
import { admin } from "../../web/admin.js";
import type { AdminParts } from "../../web/admin.js";
import { health, type Pause } from "../../web/health.js";
import type { Clock } from "../time/clock.js";
import { intake, type IntakeParts } from "../intake/intake.js";
import { createLog } from "../../telemetry/log.js";
import type { Logger } from "../../telemetry/log.js";
import { meteredIntake, meteredStore } from "./metered.js";
import type { Meter } from "../../telemetry/meter.js";
import type { WorkKey } from "../../core/ports.js";
import { githubContact } from "./github-contact.js";
import type { GithubContact } from "./github-contact.js";
import { closeServer, httpServer, listen } from "./http.js";
import { repeatUntilDone } from "./repeat.js";
import type { PageHandler } from "./http.js";
import { areWritesPaused, pauseWrites } from "../work/pause.js";
import { openServerStore } from "./store.js";
import { secretsOf } from "../settings/settings.js";
import type { Settings } from "../settings/settings.js";
import { patiently } from "./patience.js";
import { portTrouble } from "./start-trouble.js";
import { sharedClock } from "../time/shared-clock.js";
import { createWorker } from "../queue/worker.js";
import type { Worker, WorkerParts } from "../queue/worker.js";

/** What a run may use. */
export interface RunContext {
  settings: Settings;
  store: Store;
  /** `probot.auth(installationId)` gives an authenticated Octokit. */
  probot: Probot;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Sets, or with null clears, a line that `/readyz` shows to anyone. */
  notice: (key: string, line: string | null) => void;
}

export interface ServerDeps {
  reconcile: (key: WorkKey, lease: Lease, context: RunContext) => Promise<{ dueAt: number | null }>;
  /** Sees to what must stand while a piece of work does not end well. */
  hold?: (key: WorkKey, lease: Lease, error: unknown, context: Omit<RunContext, "signal">) => Promise<number | null>;
  workFor: IntakeParts["workFor"];
  namedBy?: IntakeParts["namedBy"];
  Octokit?: typeof ProbotOctokit;
  clock?: Clock;
  log?: Logger;
  /** Called once when a worker runs, to look for what happened meanwhile; repeated later when it fails. */
  onStart?: (context: Omit<RunContext, "signal">) => Promise<void>;
  /** Further pages for people, asked in order; a pure worker has none. */
  pages?: (context: Omit<RunContext, "signal">) => PageHandler[];
  /** Further pages for machines, such as metrics: every process has them. */
  probes?: (context: Omit<RunContext, "signal">) => PageHandler[];
  worker?: Pick<WorkerParts, "concurrency" | "leaseMs" | "limitMs" | "pollMs" | "backoff">;
  /** Counts what comes in and what is done; left out when nobody counts. */
  meter?: Meter;
}

export interface RunningServer {
  url: string;
  store: Store;
  /** Resolves when it was looked for what happened before the start, and nothing is due or running. */
  idle(): Promise<void>;
  /** Looks for work now: after a test moved the clock. */
  wake(): void;
  stop(): Promise<void>;
}

const RETENTION_MS = 3_600_000;
const HTTP_GRACE_MS = 2_000;

/** Starts the App in its role: opens the store, takes webhooks, works. Throws `CannotStart` when the store or the port cannot be had. */
export async function startServer(settings: Settings, deps: ServerDeps): Promise<RunningServer> {
  const log = deps.log ?? createLog({ level: settings.logLevel, secrets: secretsOf(settings) });
  const store = await openServerStore(settings, log);
  try {
    return await startOn(store, log, settings, deps);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startOn(opened: Store, log: Logger, settings: Settings, deps: ServerDeps): Promise<RunningServer> {
  const shared = deps.clock ? { clock: deps.clock, stop: () => {} } : await clockOf(opened, log);
  const { clock } = shared;
  const store = deps.meter ? meteredStore(opened, deps.meter, () => clock.now()) : opened;
  const contact = githubContact(clock, log);
  const notices = new Map<string, string>();
  const probot = createProbot(settings, log, contact.watched(deps.Octokit ?? ProbotOctokit));
  const base = { settings, store, probot, clock, log, notice: noticeSetter(notices) };
  const logOf = (lease: Lease) =>
    log.child({ item: lease.id, attempt: lease.attempts, ...(lease.delivery === null ? {} : { delivery: lease.delivery }) });
  const run: WorkerParts["run"] = (key, lease, signal) => deps.reconcile(key, lease, { ...base, log: logOf(lease), signal });
  const hold: WorkerParts["hold"] = async (key, lease, error) =>
    (await deps.hold?.(key, lease, error, { ...base, log: logOf(lease) })) ?? null;
  const worker = createWorker({ ...deps.worker, store, run, hold, clock, log });
  const status = health(healthParts(base, contact, notices));
  const forPeople = takesWebhooks(settings) ? [admin(adminParts(settings, store, clock, log)), ...(deps.pages?.(base) ?? [])] : [];
  const webhooks = takesWebhooks(settings)
    ? intake({ secrets: settings.webhookSecrets, store, workFor: deps.workFor, namedBy: deps.namedBy, clock, log })
    : null;
  const counted = webhooks && deps.meter ? meteredIntake(webhooks, deps.meter) : webhooks;
  const server = httpServer({ webhooks: counted, pages: [status, ...(deps.probes?.(base) ?? []), ...forPeople], log });
  const url = await patiently(
    () => listen(server, settings.port, settings.host),
    (error) => portTrouble(error, settings),
    log,
  );
  const work = works(settings)
    ? startWork(
        worker,
        () => deps.onStart?.(base),
        () => clean(store, clock, log),
        log,
      )
    : { started: Promise.resolve(), stop: () => {} };
  const idle = async () => {
    await work.started;
    await worker.idle();
  };
  log.info({ url, role: settings.role }, "Baton is listening");
  const stop = once(async () => {
    work.stop();
    shared.stop();
    await stopAll(worker, () => closeServer(server, HTTP_GRACE_MS), store, log);
  });
  return { url, store, idle, wake: () => worker.wake(), stop };
}

async function clockOf(store: Store, log: Logger): Promise<{ clock: Clock; stop(): void }> {
  const clock = await sharedClock(() => store.time(), log);
  return { clock, stop: () => clock.stop() };
}

function takesWebhooks({ role }: Settings): boolean {
  return role !== "worker";
}

function works({ role }: Settings): boolean {
  return role !== "web";
}

function startWork(
  worker: Worker,
  onStart: () => Promise<void> | undefined,
  tidy: () => Promise<void>,
  log: Logger,
): { started: Promise<void>; stop(): void } {
  worker.start();
  const starting = repeatUntilDone(onStart, log);
  const cleaning = setInterval(() => void tidy(), RETENTION_MS).unref();
  return {
    started: starting.tried,
    stop() {
      clearInterval(cleaning);
      starting.stop();
    },
  };
}

/** Without Redis, without Probot's server and its set-up pages: only authentication and Octokit. Both would log what people wrote. */
function createProbot(settings: Settings, log: Logger, Octokit: typeof ProbotOctokit): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecrets[0],
    baseUrl: settings.baseUrl,
    log: log.child({}, { level: "silent" }),
    Octokit,
  });
}

function healthParts(
  { settings: { writes }, store, clock }: Omit<RunContext, "signal">,
  contact: GithubContact,
  notices: Map<string, string>,
) {
  return {
    probeStore: () => store.probe(clock.now()),
    github: () => contact.health(),
    parked: () => store.countParked(),
    paused: async (): Promise<Pause> => (!writes ? "BATON_WRITES=off" : (await areWritesPaused(store)) ? "POST /admin/pause" : null),
    notices: () => [...notices.values()],
    now: () => performance.now(),
  };
}

function adminParts(settings: Settings, store: Store, clock: Clock, log: Logger): AdminParts {
  return {
    token: settings.adminToken,
    deadLetters: (limit) => store.deadLetters(limit),
    countParked: () => store.countParked(),
    replay: (id) => store.replay(id, clock.now()),
    replayAll: () => store.replayAll(clock.now()),
    pause: (on) => pauseWrites(store, on ? clock.now() : null),
    isPaused: () => areWritesPaused(store),
    done: (action, fields) => log.info({ action, ...fields }, "An administrator acted"),
    refused: (address) => log.warn({ address }, "Somebody tries wrong tokens at /admin"),
    secrets: secretsOf(settings),
    now: () => performance.now(),
  };
}

const MAX_NOTICES = 1_000;

function noticeSetter(notices: Map<string, string>): RunContext["notice"] {
  return (key, line) => {
    if (line === null) notices.delete(key);
    else if (notices.size < MAX_NOTICES || notices.has(key)) notices.set(key, line);
  };
}

async function clean(store: Store, clock: Clock, log: Logger): Promise<void> {
  try {
    log.debug({ rows: await store.retention(clock.now()) }, "Old rows removed");
  } catch (error) {
    log.warn({ err: error }, "Old rows could not be removed");
  }
}

/** First no more requests, then no more work, at last the store. Work that does not end in time is done after the next start. */
async function stopAll(worker: Worker, closeHttp: () => Promise<void>, store: Store, log: Logger): Promise<void> {
  const [, ended] = await Promise.all([closeHttp(), worker.stop()]);
  if (!ended) log.warn("Some work did not end in time; it is done after the next start");
  await store.close();
  log.info("Baton has stopped");
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
