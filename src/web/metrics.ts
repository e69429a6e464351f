import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import type { Meter } from "../telemetry/meter.js";
import { addFigures } from "./metrics-figures.js";
import type { Figures } from "./metrics-figures.js";
import { sendJson } from "./health.js";

/** Everything that is counted, and the page that tells it. */
export interface Metrics {
  meter: Meter;
  /** Makes the handler of `/metrics`. It returns false for every other path. */
  page: (figures: Figures) => (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/** Anyone may ask, as often as they like: the store is asked once a second at most. */
const CACHE_MS = 1_000;
const RUN_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
/** A signed sender names the event, but nobody may name thousands of them. */
const EVENT = /^[a-z_]{1,40}$/;

/** Makes the counters of one process, on a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { meter: meterOn(registry), page: (figures) => pageOf(registry, figures) };
}

function meterOn(registry: Registry): Meter {
  const registers = [registry];
  const deliveries = new Counter({
    name: "baton_deliveries_total",
    help: "Webhook deliveries by event and outcome",
    labelNames: ["event", "outcome"],
    registers,
  });
  const runs = new Histogram({
    name: "baton_run_seconds",
    help: "Runs of the worker by kind and result",
    labelNames: ["kind", "result"],
    buckets: RUN_SECONDS,
    registers,
  });
  const verdicts = new Counter({
    name: "baton_verdicts_total",
    help: "Evaluations of items by the state they found",
    labelNames: ["state"],
    registers,
  });
  const decisions = new Counter({ name: "baton_decisions_total", help: "Entries of the ledger by kind", labelNames: ["kind"], registers });
  const missed = new Counter({ name: "baton_deliveries_missed_total", help: "Deliveries in GitHub's log that never arrived", registers });
  const redelivered = new Counter({
    name: "baton_deliveries_redelivered_total",
    help: "Deliveries that GitHub was asked to deliver again",
    registers,
  });
  return {
    delivery: (event, outcome) => deliveries.inc({ event: event !== null && EVENT.test(event) ? event : "unknown", outcome }),
    run: (kind, result, seconds) => runs.observe({ kind, result }, seconds),
    verdict: (state) => verdicts.inc({ state }),
    decision: (kind) => decisions.inc({ kind }),
    missed(found, asked) {
      missed.inc(found);
      redelivered.inc(asked);
    },
  };
}

function pageOf(registry: Registry, figures: Figures): ReturnType<Metrics["page"]> {
  addFigures(registry, figures);
  let last: { at: number; text: Promise<string> } | null = null;
  return async (request, response) => {
    if (request.url?.split("?")[0] !== "/metrics") return false;
    if (request.method !== "GET" && request.method !== "HEAD") {
      sendJson(response, 405, { error: "Only GET is answered here." }, { allow: "GET, HEAD" });
      return true;
    }
    const now = performance.now();
    if (!last || now - last.at >= CACHE_MS) last = { at: now, text: registry.metrics() };
    const text = await last.text;
    response.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store", "x-content-type-options": "nosniff" });
    response.end(text);
    return true;
  };
}
