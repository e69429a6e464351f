import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { DATA } from "../../src/core/ledger/data.js";
import type { Intake, RunResult } from "../../src/telemetry/meter.js";
import { createMetrics } from "../../src/web/metrics.js";
import { anchorsOf } from "../support/anchors.js";

const FOLDER = join(import.meta.dirname, "../../.github/operations");
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");

/** Node's own that the dashboard leaves out: details of the heap and of the event loop, for whoever looks for a leak. */
const LEFT_OUT = new Set([
  "process_cpu_user_seconds_total",
  "process_cpu_system_seconds_total",
  "process_start_time_seconds",
  "process_virtual_memory_bytes",
  "process_heap_bytes",
  "nodejs_eventloop_lag_seconds",
  "nodejs_eventloop_lag_min_seconds",
  "nodejs_eventloop_lag_max_seconds",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_stddev_seconds",
  "nodejs_eventloop_lag_p50_seconds",
  "nodejs_eventloop_lag_p90_seconds",
  "nodejs_active_resources",
  "nodejs_active_resources_total",
  "nodejs_active_handles",
  "nodejs_active_handles_total",
  "nodejs_active_requests",
  "nodejs_active_requests_total",
  "nodejs_heap_size_total_bytes",
  "nodejs_external_memory_bytes",
  "nodejs_heap_space_size_total_bytes",
  "nodejs_heap_space_size_used_bytes",
  "nodejs_heap_space_size_available_bytes",
  "nodejs_version_info",
  "nodejs_gc_duration_seconds",
]);
/** What Prometheus itself puts on every sample. */
const SCRAPED = new Set(["instance", "job"]);

const INTAKES: Record<Intake, true> = { accepted: true, duplicate: true, refused: true, failed: true };
const RESULTS: Record<RunResult, true> = { done: true, retried: true, waiting: true, parked: true, lost: true };

/** What a process tells that has seen one of each: the names of metrics, and of each series its labels with their values. */
async function told(): Promise<{ metrics: Set<string>; series: Map<string, Map<string, Set<string>>> }> {
  const { meter, page } = createMetrics();
  for (const outcome of Object.keys(INTAKES) as Intake[]) meter.delivery("issues", outcome);
  for (const kind of ["item", "commit", "repository"] as const)
    for (const result of Object.keys(RESULTS) as RunResult[]) meter.run(kind, result, 1);
  for (const state of ["in_stage", "blocked"]) meter.verdict(state);
  for (const kind of Object.keys(DATA)) meter.decision(kind);
  const text = await textOf(page);
  const series = new Map<string, Map<string, Set<string>>>();
  for (const [, name = "", labels = ""] of text.matchAll(/^([a-z_0-9]+)(?:\{([^}]*)\})? \S+$/gm)) {
    const known = series.get(name) ?? new Map<string, Set<string>>();
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="([^"]*)"/g))
      known.set(label, (known.get(label) ?? new Set()).add(value));
    series.set(name, known);
  }
  return { metrics: new Set([...text.matchAll(/^# HELP (\w+)/gm)].map(([, name = ""]) => name)), series };
}

async function textOf(page: ReturnType<typeof createMetrics>["page"]): Promise<string> {
  const handler = page({
    queue: async () => ({ due: 1, running: 1, retrying: 1, parked: 1, oldestDueAt: 1 }),
    requests: () => new Map([[7, { reads: 1, unchanged: 1, graphql: 1, writes: 1 }]]),
    limits: () => new Map([[7, { remaining: 1, limit: 1 }]]),
    writesLeft: () => new Map([[7, { minute: 1, hour: 1 }]]),
    breaker: () => ({ frozen: { repositories: 1, labels: 1 }, trips: { repositories: 1, labels: 1 } }),
    writesEnabled: true,
    now: () => 2,
  });
  let text = "";
  const response = { writeHead: () => {}, end: (body: string) => (text = body) };
  await handler({ url: "/metrics", method: "GET" } as never, response as never);
  return text;
}

interface Selector {
  name: string;
  labels: { label: string; op: string; value: string }[];
}

/** Takes an expression; returns the series it selects, and the labels it groups by or matches on. Throws when it is no PromQL. */
function selected(expression: string): { selectors: Selector[]; grouped: string[] } {
  const text = expression.replaceAll("$__rate_interval", "5m");
  const selectors: Selector[] = [];
  const grouped: string[] = [];
  const within: string[] = [];
  const last = () => selectors.at(-1)?.labels.at(-1);
  parser.parse(text).iterate({
    enter({ name, type, from, to }) {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      const said = text.slice(from, to);
      if (name === "Identifier") selectors.push({ name: said, labels: [] });
      if (name === "LabelName" && within.includes("LabelMatchers")) selectors.at(-1)?.labels.push({ label: said, op: "", value: "" });
      else if (name === "LabelName") grouped.push(said);
      const matched = last();
      if (name === "MatchOp" && matched) matched.op = said;
      if (name === "StringLiteral" && matched && within.includes("LabelMatchers")) matched.value = said.slice(1, -1);
      within.push(name);
    },
    leave: () => void within.pop(),
  });
  return { selectors, grouped };
}

/** Takes an expression; returns what it names that no process tells. */
function unknownIn(expression: string, series: Map<string, Map<string, Set<string>>>): string[] {
  const { selectors, grouped } = selected(expression);
  const known = (label: string) => SCRAPED.has(label) || selectors.some(({ name }) => series.get(name)?.has(label));
  return [
    ...selectors.filter(({ name }) => !series.has(name)).map(({ name }) => name),
    ...[...grouped, ...selectors.flatMap(({ labels }) => labels.map(({ label }) => label))].filter((label) => !known(label)),
    ...selectors.flatMap(({ name, labels }) => labels.flatMap((one) => unknownValues(one, series.get(name)?.get(one.label)))),
  ];
}

function unknownValues({ label, op, value }: Selector["labels"][number], values: Set<string> | undefined): string[] {
  if (value.startsWith("$") || SCRAPED.has(label)) return [];
  const wanted = op === "=~" || op === "!~" ? value.split("|") : [value];
  return wanted.filter((one) => !values?.has(one)).map((one) => `${label}=${one}`);
}

const annotations = z.strictObject({ summary: z.string().min(10), description: z.string().min(40), runbook_url: z.string() });
const rule = z.strictObject({
  alert: z.string().regex(/^Baton[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[mh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(["critical", "warning", "info"]) }),
  annotations,
});
const RULES = z
  .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule) })) })
  .parse(parse(read("alerts.yml")))
  .groups.flatMap(({ rules }) => rules);

const box = z.strictObject({ x: z.number(), y: z.number(), w: z.number().positive(), h: z.number().positive() });
const panel = z.looseObject({
  id: z.number(),
  type: z.enum(["row", "stat", "timeseries"]),
  title: z.string(),
  description: z.string().optional(),
  gridPos: box,
  targets: z
    .array(z.looseObject({ refId: z.string(), expr: z.string(), datasource: z.looseObject({ uid: z.literal("${datasource}") }) }))
    .optional(),
});
const DASHBOARD = z
  .looseObject({
    id: z.null(),
    uid: z.string().max(40),
    title: z.string(),
    schemaVersion: z.number().min(36),
    panels: z.array(panel),
    templating: z.looseObject({ list: z.array(z.looseObject({ name: z.string(), definition: z.string().optional() })) }),
  })
  .parse(JSON.parse(read("grafana-dashboard.json")));
const SHOWN = DASHBOARD.panels.flatMap(({ targets }) => targets?.map(({ expr }) => expr) ?? []);

describe("the reading of PromQL in these tests", () => {
  it("finds names, labels and their values, and refuses what is no PromQL", async () => {
    const { series } = await told();
    const expression = 'sum by (le, colour) (rate(baton_run_seconds_bucket{kind="itme",result=~"done|gone"}[5m])) / on (x) baton_nothing';
    expect(unknownIn(expression, series)).toEqual(["baton_nothing", "colour", "x", "kind=itme", "result=gone"]);
    expect(unknownIn('baton_queue_items{state="parked",job=~"$job"}', series)).toEqual([]);
    expect(() => selected("sum by (")).toThrow("no PromQL");
  });
});

describe("the alert rules", () => {
  it.each(RULES)("$alert asks for what a process tells", async ({ expr, annotations: { summary, description } }) => {
    expect(unknownIn(expr, (await told()).series)).toEqual([]);
    const { grouped } = selected(expr);
    const named = [...`${summary} ${description}`.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label);
    expect(named.filter((label) => !grouped.includes(label))).toEqual([]);
  });

  it.each(RULES)("$alert leads to a part of the operators' page", ({ annotations: { runbook_url } }) => {
    const [file = "", anchor = ""] = runbook_url.split("#");
    expect(existsSync(join(FOLDER, file))).toBe(true);
    expect(anchorsOf(readFileSync(join(FOLDER, file), "utf8"))).toContain(anchor);
    expect(dirname(file)).toBe("..");
  });

  it("have names of their own, all listed on the operators' page", () => {
    const names = RULES.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    const listed = [...read("../OPERATIONS.md").matchAll(/^\| `(Baton[A-Z]\w+)`/gm)].map((match) => match[1]);
    expect(listed).toEqual(names);
  });
});

describe("the dashboard", () => {
  it("asks for what a process tells", async () => {
    const { series } = await told();
    expect(SHOWN.length).toBeGreaterThan(20);
    expect(SHOWN.flatMap((expr) => unknownIn(expr, series).map((unknown) => `${unknown} in ${expr}`))).toEqual([]);
    const asked = DASHBOARD.templating.list.flatMap(
      ({ definition }) => /^label_values\((\w+), (\w+)\)$/.exec(definition ?? "")?.slice(1) ?? [],
    );
    expect(asked).toEqual(["baton_store_up", "job", "baton_github_requests_total", "installation"]);
    expect(series.get("baton_github_requests_total")?.has("installation")).toBe(true);
  });

  it("shows every metric, but for what is left out on purpose", async () => {
    const { metrics } = await told();
    const shown = new Set(SHOWN.flatMap((expr) => selected(expr).selectors.map(({ name }) => name.replace(/_(?:bucket|sum|count)$/, ""))));
    const missing = [...metrics].filter((name) => !shown.has(name));
    expect(missing.filter((name) => !LEFT_OUT.has(name))).toEqual([]);
    expect([...LEFT_OUT].filter((name) => shown.has(name))).toEqual([]);
    expect([...LEFT_OUT].filter((name) => !metrics.has(name))).toEqual([]);
  });

  it("has panels with ids, words and places of their own", () => {
    const { panels } = DASHBOARD;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(panels.filter(({ type, description }) => type !== "row" && !description)).toEqual([]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });
});
