import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VisitorGitHub } from "../../src/core/facts/visitor.js";
import type { WorkKey } from "../../src/core/ports.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { SHOWN_VERSION, type KeptForPages, type ShownGate, type ShownPolicy, type ShownState } from "../../src/core/shown/types.js";
import { openStore, type Store } from "../../src/store/store.js";
import type { Page } from "../../src/web/pages/paths.js";
import { Permissions } from "../../src/web/pages/permissions.js";
import { show } from "../../src/web/pages/show.js";
import { printTable, quantile } from "./table.js";

const ITEMS = 5_000;
const OTHERS = { repositories: 10, items: 50 };
const ROUNDS = 60;
/** Pages that are not counted: the first ones compile. */
const WARM = 3;
/** As many are put in line at a time: who claims sorts all that is due. */
const SOME = 50;
/** The promise: a board of 5,000 items from the store alone, on one core. */
export const MOST_MS = 300;
/** Of the lifecycle that items go through. */
export const STAGES = ["discover", "decide", "build", "test", "ship", "evaluate"];
const STATES: ShownState[] = ["blocked", "awaiting", "held", "rejected", "resting"];

/** Measures pages of a repository with 5,000 open items beside ten others, permission answered at once. */
export async function pages(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
  const store = await openStore({ folder });
  try {
    const names = await filled(store, scale);
    const rows: string[][] = [];
    const broken: string[] = [];
    for (const [name, page] of asked()) {
      const times = await timesOf(store, names, page, Math.ceil(ROUNDS * scale));
      const p95 = quantile(times, 0.95);
      rows.push([name, quantile(times, 0.5).toFixed(1), p95.toFixed(1)]);
      if (p95 > MOST_MS) broken.push(`${name} took ${p95.toFixed(0)} ms of processor time at p95`);
    }
    printTable(
      `Pages of a repository with ${Math.ceil(ITEMS * scale)} open items, from the embedded database`,
      ["page", "CPU ms: p50", "CPU ms: p95"],
      rows,
    );
    return broken;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/** The pages that are asked for, of the repository `acme/r0`. */
export function asked(): [string, Page & { query?: string }][] {
  const at = { owner: "acme", repo: "r0", json: false };
  return [
    ["board", { is: "board", ...at }],
    ["board, one stage", { is: "board", ...at, query: "stage=build" }],
    ["item", { is: "item", ...at, number: 7 }],
    ["policy", { is: "policy", ...at }],
    ["queue", { is: "front", json: false }],
  ];
}

/** Takes a store with these repositories of `acme`, and a page; returns the processor time, in milliseconds, that each of some rounds of it took. */
export async function timesOf(
  store: Store,
  names: string[],
  { query, ...page }: Page & { query?: string },
  rounds: number,
): Promise<number[]> {
  const readable = names.map((name) => ({ nodeId: name, owner: "acme", name }));
  const github: VisitorGitHub = {
    account: () => Promise.resolve({ id: 1, login: "ana" }),
    repository: (_token, _owner, name) => Promise.resolve(readable.find((one) => one.name === name) ?? null),
    repositories: () => Promise.resolve(readable),
    isInTeam: () => Promise.resolve(true),
  };
  const session = { id: 1, login: "ana", token: "t", until: Number.MAX_SAFE_INTEGER };
  const reports = { report: () => Promise.resolve("busy" as const) };
  const times: number[] = [];
  for (let n = 0; n < rounds + WARM; n += 1) {
    const visit = { session, permissions: new Permissions(github, () => 0), query: new URLSearchParams(query) };
    const begun = process.cpuUsage();
    const shown = await show(page, { store, reports, now: Date.now(), visit });
    if (String(shown?.page).length < 1_000) throw new Error("the page is empty");
    const { user, system } = process.cpuUsage(begun);
    if (n >= WARM) times.push((user + system) / 1_000);
  }
  return times;
}

async function filled(store: Store, scale: number): Promise<string[]> {
  const names: string[] = [];
  for (let r = 0; r <= OTHERS.repositories; r += 1) {
    const name = `r${r}`;
    names.push(name);
    await store.saveShownRepository({ repositoryId: name, owner: "acme", name, policy: policy(), digest: "d" });
    const items = Math.ceil((r === 0 ? ITEMS : OTHERS.items) * scale);
    for (let from = 1; from <= items; from += SOME) await looked(store, name, from, Math.min(items, from + SOME - 1));
  }
  return names;
}

async function looked(store: Store, name: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const keys = numbers.map((number): WorkKey => ({ kind: "item", installationId: 1, repositoryId: name, owner: "acme", name, number }));
  await store.enqueue(keys, 0);
  for (const _ of keys) {
    const lease = await store.claim(0, 600_000);
    if (lease?.key.kind !== "item") throw new Error("nothing to claim");
    const { number } = lease.key;
    const stage = STAGES[number % STAGES.length] ?? "";
    const record = { ...emptyRecord(), stage };
    await store.commit(lease, { now: 1, nodeId: lease.id, record, posted: {}, handled: [], entries: [], shown: kept(number, stage) });
    await store.finish(lease, { now: 1, dueAt: null });
  }
}

/** What is kept of one item for pages. */
export function kept(number: number, stage: string): KeptForPages {
  const state = STATES[number % STATES.length] ?? "resting";
  const since = Date.now() - number * 3_600_000;
  const holder = { role: number % 3 === 0 ? "architect" : "pm", person: null };
  const waits =
    state === "awaiting" ? [{ what: "ack" as const, role: "architect", people: [], except: [], gates: [], since, due: since }] : [];
  const gates = Array.from({ length: 12 }, (_, n) => gate(n));
  return {
    row: {
      version: SHOWN_VERSION,
      number,
      kind: "issue",
      title: `Cohorts of trial ${number} cannot be compared without exporting patients`,
      url: `https://github.com/acme/r0/issues/${number}`,
      closed: false,
      observed: false,
      stage,
      to: "decide",
      state,
      since,
      holder,
      nearest: { gate: "At least 3 customer data points", found: "2 of 3 count." },
      gates: { red: 3, all: 12 },
      due: number % 4 === 0 ? { what: "acknowledge", at: since } : null,
      waits,
    },
    page: {
      version: SHOWN_VERSION,
      headline: "In work",
      rail: [],
      next: "",
      notices: [],
      boundary: null,
      contract: null,
      gates,
      digest: "",
      timezone: "UTC",
    },
    visits: [{ stage: "discover", ms: number * 1_000 }],
    content: {},
    digest: String(number),
  };
}

function gate(n: number): ShownGate {
  const findings = [{ found: "2 of 3 count.", needed: "Give 3 or more.", place: { words: `line ${n}`, url: "https://github.com/" } }];
  return {
    id: `g${n}`,
    title: `Gate ${n}`,
    part: "gates",
    outcome: "fail",
    is: "red",
    findings,
    who: "`pm`",
    since: 1,
    waiver: null,
    url: "https://github.com/",
  };
}

/** What is kept of the policy for pages. */
export function policy(): ShownPolicy {
  return {
    version: SHOWN_VERSION,
    enforcement: "block",
    commit: "abcdef1",
    stages: STAGES.map((id) => ({ id, name: id, label: id, question: "", output: "" })),
    roles: ["pm", "architect"].map((id) => ({ id, users: [], teams: [`acme/${id}`], file: null })),
    roleMap: { stages: [], roles: [], flows: [] },
    agents: [],
    contracts: [],
    problems: [],
    timezone: "UTC",
  };
}
