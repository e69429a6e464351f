import { Counter, Gauge } from "prom-client";
import type { CounterConfiguration, GaugeConfiguration, Registry } from "prom-client";

/** What is looked up when somebody asks. Installations are GitHub's numbers; 0 is the App itself. */
export interface Figures {
  /** Throws when the store cannot be asked. */
  queue: () => Promise<{ due: number; running: number; retrying: number; parked: number; oldestDueAt: number | null }>;
  /** Requests so far by kind. */
  requests: () => Map<number, Record<"reads" | "unchanged" | "graphql" | "writes", number>>;
  /** What GitHub last said of its limit. */
  limits: () => Map<number, { remaining: number; limit: number }>;
  /** What is left of our own budget of writes; empty when unpaced. */
  writesLeft: () => Map<number, { minute: number; hour: number }>;
  /** Null: nothing was written yet. */
  breaker: () => { frozen: Scopes; trips: Scopes } | null;
  writesEnabled: boolean;
  now: () => number;
}

type Scopes = { repositories: number; labels: number };

const SCOPES = [
  ["repository", "repositories"],
  ["label", "labels"],
] as const;

/** Adds to a registry what is looked up at the moment somebody asks. */
export function addFigures(registry: Registry, figures: Figures): void {
  addQueue(registry, figures);
  addGithub(registry, figures);
  addBreaker(registry, figures);
}

function addQueue(registry: Registry, { queue, now }: Figures): void {
  const registers = [registry];
  const ask = sharing(() => queue().catch(() => null));
  gauge({
    name: "baton_store_up",
    help: "1 when the store could be asked",
    registers,
    async collect() {
      this.set((await ask()) ? 1 : 0);
    },
  });
  gauge({
    name: "baton_queue_oldest_seconds",
    help: "How long the oldest waiting work is due",
    registers,
    async collect() {
      const since = (await ask())?.oldestDueAt ?? null;
      this.set(since === null ? 0 : Math.max(0, now() - since) / 1000);
    },
  });
  gauge({
    name: "baton_queue_items",
    help: "Work in the queue by state",
    labelNames: ["state"],
    registers,
    async collect() {
      const found = await ask();
      this.reset();
      for (const state of ["due", "running", "retrying", "parked"] as const) if (found) this.set({ state }, found[state]);
    },
  });
}

/** A metric that registers itself. */
function gauge<T extends string>(configuration: GaugeConfiguration<T>): Gauge<T> {
  return new Gauge(configuration);
}

function counter<T extends string>(configuration: CounterConfiguration<T>): Counter<T> {
  return new Counter(configuration);
}

/** Those who ask at the same time get one answer. */
function sharing<T>(work: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return async () =>
    await (asked ??= work().finally(() => {
      asked = null;
    }));
}

function addGithub(registry: Registry, { requests, limits, writesLeft }: Figures): void {
  const registers = [registry];
  counter({
    name: "baton_github_requests_total",
    help: "Requests to GitHub by installation and kind; unchanged ones (304) cost nothing of the limit",
    labelNames: ["installation", "kind"],
    registers,
    collect() {
      this.reset();
      for (const [installation, counts] of requests())
        for (const [kind, count] of Object.entries(counts)) this.inc({ installation, kind }, count);
    },
  });
  gauge({
    name: "baton_github_rate_limit_remaining",
    help: "REST requests that GitHub still allows this hour, as it last said",
    labelNames: ["installation"],
    registers,
    collect() {
      this.reset();
      for (const [installation, { remaining }] of limits()) this.set({ installation }, remaining);
    },
  });
  gauge({
    name: "baton_writes_left",
    help: "Writes that our own budget still allows, by window",
    labelNames: ["installation", "window"],
    registers,
    collect() {
      this.reset();
      for (const [installation, left] of writesLeft())
        for (const window of ["minute", "hour"] as const) this.set({ installation, window }, left[window]);
    },
  });
}

function addBreaker(registry: Registry, { breaker, writesEnabled }: Figures): void {
  const registers = [registry];
  gauge({ name: "baton_writes_enabled", help: "0 while BATON_WRITES is off", registers }).set(writesEnabled ? 1 : 0);
  gauge({
    name: "baton_breaker_frozen",
    help: "Repositories whose writes stand still, and labels that wait because somebody undoes them",
    labelNames: ["scope"],
    registers,
    collect() {
      for (const [scope, key] of SCOPES) this.set({ scope }, breaker()?.frozen[key] ?? 0);
    },
  });
  counter({
    name: "baton_breaker_trips_total",
    help: "How often writes were stopped",
    labelNames: ["scope"],
    registers,
    collect() {
      this.reset();
      for (const [scope, key] of SCOPES) this.inc({ scope }, breaker()?.trips[key] ?? 0);
    },
  });
}
