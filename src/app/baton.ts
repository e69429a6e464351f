import { createHmac } from "node:crypto";
import { burstOf } from "../core/time/pace.js";
import { invalidates, namedBy, workFor, type Self } from "../github/events.js";
import { createHub, type Hub } from "../github/hub.js";
import { revivedBy } from "../github/installed.js";
import { identityOf } from "../github/identity.js";
import { TakenLogins } from "../github/taken-logins.js";
import { PolicyReadiness } from "../github/last-good.js";
import { octokitClass, type OctokitSettings } from "../github/octokit.js";
import { throughProxies } from "../github/proxy.js";
import type { Requests } from "../github/request-counts.js";
import { REAL_TIME } from "../github/pacer.js";
import { createMetrics, type Metrics } from "../web/metrics.js";
import type { Figures } from "../web/metrics-figures.js";
import { endingWhenAway } from "./work/away.js";
import { breakerNotice, createBreaker, type Breaker } from "./work/breaker.js";
import type { AppContext } from "./work/context.js";
import { Freshness, newsIn } from "./work/freshness.js";
import { readHint, writeHint, type Hint } from "./intake/hints.js";
import { hold } from "./work/hold.js";
import { createJudgePool, type JudgePool } from "./judge/pool.js";
import { reasonFields } from "../telemetry/error-fields.js";
import { createLog, type Logger } from "../telemetry/log.js";
import { areWritesPaused } from "./work/pause.js";
import { reconcile } from "./work/reconcile.js";
import { sharedPacers } from "./time/shared-pacer.js";
import { pagesOf } from "./pages/pages.js";
import { startServer, type RunContext, type RunningServer, type ServerDeps } from "./serve/server.js";
import { githubPages, secretsOf, type Settings } from "./settings/settings.js";
import { enqueueInstallation, enqueueRepositories, recoverDeliveries, sweep } from "./sweep/sweep.js";
import type { Store } from "../store/store.js";
import { startRounds, type Rounds } from "./sweep/timer.js";

/** A running App. */
export interface Baton extends RunningServer {
  /** Requests to GitHub so far, by kind. */
  requests(): ReturnType<Requests["snapshot"]> | null;
  /** Looks at every installed repository, as on start. */
  sweep(): Promise<void>;
}

/** What tests and the demo set. */
export interface BatonParts extends Pick<ServerDeps, "clock" | "log" | "worker" | "pages"> {
  /** How long GitHub may take to answer; 10 seconds when left out. */
  requestMs?: number;
  /** Threads that judge, for several Apps of one key; they outlive this one. Its own when left out. */
  judges?: JudgePool;
}

/** Of one thread that judges: a policy and an item of the largest size take a tenth of it. */
const JUDGE_MEMORY_MB = 256;

/** Takes the settings; returns the threads that judge for an App, of which none is started before it is needed. */
export function judgesFor({ privateKey, judgeMs }: Pick<Settings, "privateKey" | "judgeMs">): JudgePool {
  return createJudgePool(markerKey(privateKey), { judgeMs, memoryMb: JUDGE_MEMORY_MB });
}

/** Starts the whole App: intake, queue, worker, reconciler. Throws `CannotStart` when the store or the port cannot be had. */
export async function startBaton(settings: Settings, parts: BatonParts = {}): Promise<Baton> {
  const log = parts.log ?? createLog({ level: settings.logLevel, secrets: secretsOf(settings) });
  const judges = parts.judges ?? judgesFor(settings);
  const closeJudges = async (): Promise<void> => (parts.judges ? undefined : await judges.close());
  const shared = new Shared(settings, log, judges);
  if (settings.role !== "web") judges.warm();
  const asking: OctokitSettings = { timeout: parts.requestMs, ...throughProxies(settings.proxies) };
  const server = await startServer(settings, {
    ...parts,
    log,
    Octokit: octokitClass({ baseUrl: settings.baseUrl, ...asking }),
    meter: shared.metrics.meter,
    pages: (run) => [...(parts.pages?.(run) ?? []), pagesOf(run, asking)],
    probes: (run) => [shared.metrics.page(shared.figures(run))],
    reconcile: async (key, lease, run) =>
      await endingWhenAway(run, key, async () => await reconcile(await shared.runContext(run), key, lease)),
    hold: async (key, lease, error, run) => await hold(await shared.runContext(run), key, lease, error),
    workFor: (event, payload) => {
      shared.spread({ forget: invalidates(event, payload), newest: newsIn(payload) });
      const revived = revivedBy(event, payload);
      if (revived !== null) void shared.revive(revived);
      return workFor(event, payload, shared.self);
    },
    namedBy: (event, payload) => namedBy(event, payload, shared.self),
    onStart: async (run) => await shared.start(run),
  }).catch(async (error: unknown) => {
    await closeJudges();
    throw error;
  });
  const stopListening = shared.listen(server.store);
  const stop = async (): Promise<void> => {
    stopListening();
    await shared.rounds?.stop();
    await server.stop();
    await closeJudges();
  };
  return { ...server, stop, requests: () => shared.hub?.requests.snapshot() ?? null, sweep: () => shared.sweep() };
}

/** What is made once, with the first run: who we are on GitHub is only known by asking. */
class Shared {
  hub: Hub | undefined;
  self: Self | undefined;
  rounds: Rounds | undefined;
  readonly metrics: Metrics = createMetrics();
  readonly freshness = new Freshness();
  readonly judges: JudgePool;
  readonly #settings: Settings;
  #context: Promise<AppContext> | undefined;
  #breaker: Breaker | undefined;
  #say: (text: string) => void = () => {};
  readonly #log: Logger;

  constructor(settings: Settings, log: Logger, judges: JudgePool) {
    this.#settings = settings;
    this.#log = log;
    this.judges = judges;
  }

  context(run: Omit<RunContext, "signal">): Promise<AppContext> {
    this.#context ??= this.#make(run).catch((error: unknown) => {
      this.#context = undefined;
      throw error;
    });
    return this.#context;
  }

  /** The context of one run: with its log, and without writes while an administrator holds them back. */
  async runContext(run: Omit<RunContext, "signal">): Promise<AppContext> {
    const context = await this.context(run);
    const enabled = context.writes.enabled && !(await areWritesPaused(run.store));
    return { ...context, log: run.log, writes: { enabled } };
  }

  /** Hears what other processes tell of deliveries they took; returns how to stop that. */
  listen(store: Store): () => void {
    this.#say = (text) => store.say(text);
    return store.onSaid((text) => this.#apply(readHint(text)));
  }

  /** Applies a hint here and tells it to the other processes. */
  spread(hint: Hint): void {
    this.#apply(hint);
    const text = writeHint(hint);
    if (text !== null) this.#say(text);
  }

  #apply(hint: Hint | null): void {
    if (!hint) return;
    this.hub?.forget(hint.forget);
    if (hint.newest) this.freshness.note(hint.newest);
  }

  /** What `/metrics` looks up. */
  figures({ store, clock }: Omit<RunContext, "signal">): Figures {
    return {
      queue: () => store.queueFigures(clock.now()),
      requests: () => this.hub?.requests.snapshot() ?? new Map(),
      limits: () => this.hub?.requests.limits() ?? new Map(),
      writesLeft: () => this.hub?.writesLeft() ?? new Map(),
      breaker: () => this.#breaker?.state() ?? null,
      writesEnabled: this.#settings.writes,
      now: () => clock.now(),
    };
  }

  /** Finds what happened while nobody listened, now and from now on. */
  async start(run: Omit<RunContext, "signal">): Promise<void> {
    const context = await this.context(run);
    await enqueueRepositories(context);
    await recoverDeliveries(context);
    this.rounds ??= startRounds({ round: () => sweep(context), log: run.log });
  }

  async sweep(): Promise<void> {
    if (this.#context) await enqueueRepositories(await this.#context);
  }

  /** Looks at what an installation covers as soon as it is back. Where that fails, the next round finds it. */
  async revive(installation: number): Promise<void> {
    try {
      if (this.#context) await enqueueInstallation(await this.#context, installation);
    } catch (error) {
      this.#log.warn({ installation, ...reasonFields(error) }, "An installation that is back could not be looked at; the next round does");
    }
  }

  async #make(run: Omit<RunContext, "signal">): Promise<AppContext> {
    const hub = this.#connect(run);
    const app = await identityOf(await hub.app());
    this.self = { slug: app.slug };
    this.#breaker = createBreaker({
      now: () => run.clock.now(),
      perMinute: burstOf(this.#settings.writesPerSecond),
      log: this.#log,
      onChange: (state) => run.notice("breaker", breakerNotice(state)),
    });
    return {
      hub,
      app,
      judge: this.judges.judge,
      store: run.store,
      readiness: new PolicyReadiness((owner, reason) =>
        run.notice(`policy:${owner}`, reason && `The policy of ${owner} cannot be read, so its repositories are not governed: ${reason}`),
      ),
      taken: new TakenLogins((owner, taken) =>
        run.notice(
          `logins:${owner}`,
          taken ? `A login in a policy of ${owner} is not the account it was first: \`baton doctor\` says which` : null,
        ),
      ),
      log: this.#log,
      web: githubPages(this.#settings),
      pages: this.#settings.pages?.url ?? null,
      secret: markerKey(this.#settings.privateKey),
      writes: { enabled: this.#settings.writes },
      breaker: this.#breaker,
      meter: this.metrics.meter,
      freshness: this.freshness,
      now: () => run.clock.now(),
    };
  }

  #connect({ probot, store, clock }: Omit<RunContext, "signal">): Hub {
    const { writesPerSecond, databaseUrl } = this.#settings;
    const shared = databaseUrl !== null && writesPerSecond > 0;
    const pacers = shared ? sharedPacers({ store, writesPerSecond, now: () => clock.now(), sleep: REAL_TIME.sleep }) : undefined;
    this.hub ??= createHub({ probot, writesPerSecond, pacers });
    return this.hub;
  }
}

/** The key of markers and one-time codes: every process of the App can derive it, nobody else. */
function markerKey(privateKey: string): string {
  return createHmac("sha256", privateKey).update("baton marker v1").digest("hex");
}
