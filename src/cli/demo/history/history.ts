import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry } from "../../../core/ledger/entry.js";
import { CONFIG_PATH } from "../../../core/policy/paths.js";
import { parsePolicy } from "../../../core/policy/parse.js";
import type { Policy } from "../../../core/policy/types.js";
import type { Report } from "../../../core/insight/report.js";
import { reportPage } from "../../../render/insight/html.js";
import { reportText } from "../../../render/insight/text.js";
import { reportOf } from "../../../render/insight/report.js";
import { itemLink } from "../../report/format.js";
import { progressOn } from "../../common/progress.js";
import { DEMO_CONFIG, shippedContracts } from "../cast.js";
import type { Terminal } from "../terminal.js";
import { chanceOf } from "./chance.js";
import { Life } from "./life.js";

const DAY = 86_400_000;
const QUARTER = 91 * DAY;
const ITEMS = 60;
/** Later ones could not get anywhere any more. */
const ARRIVING = 0.85;

/** What the quarter is played with. */
export interface HistoryOptions {
  /** When it ends. */
  now: number;
  seed: number;
  items?: number;
  /** By path; the contracts that ship when left out. */
  contracts?: Record<string, string>;
  /** Told after each item, how many there are. */
  playing?: (items: number) => void;
}

/** How the quarter is told: `file` is where its page goes; left out, into a new folder for temporary files. */
interface HistoryCall {
  now: number;
  file?: string | undefined;
  items?: number;
}

/** Plays a quarter of the people of the demo on the App's own core. Returns the ledger's entries, oldest first, and the policy; the same for the same options. */
export function playHistory({ now, seed, items = ITEMS, contracts = shippedContracts(), playing = () => {} }: HistoryOptions): {
  entries: Entry[];
  policy: Policy;
} {
  const policy = demoPolicy(contracts);
  const chance = chanceOf(seed);
  const entries: Entry[][] = [];
  for (let number = 1; number <= items; number += 1) {
    const at = now - QUARTER + (QUARTER * ARRIVING * (number - 1)) / items;
    const life = new Life(policy, number, { at, end: now, chance });
    life.play();
    entries.push(life.item.entries);
    playing(number);
  }
  return { entries: entries.flat().toSorted((a, b) => a.at - b.at), policy };
}

/** Takes a played quarter and when it ended; returns its report. */
export function historyReport({ entries, policy }: ReturnType<typeof playHistory>, now: number): Report {
  const stages = policy.lifecycle.stages.map(({ id }) => id);
  const timezone = policy.calendar?.timezone ?? "UTC";
  return reportOf({ repository: policy.source.repository, entries, stages, period: { since: null, until: now, timezone } });
}

/** Plays a quarter, prints its report, and writes it as a page. Returns the exit code. */
export async function tellHistory(terminal: Terminal, { now, file, items = ITEMS }: HistoryCall): Promise<number> {
  terminal.line("A quarter of made-up people on the App's own core, and what its ledger tells. Nothing leaves this machine.");
  const progress = progressOn(process.stderr);
  const quarter = playHistory({ now, seed: 1, items, playing: (played) => progress(`Playing item ${played} of ${items}`) });
  progress("");
  const report = historyReport(quarter, now);
  terminal.line(`\n${reportText(report)}`);
  const page = file ?? join(await mkdtemp(join(tmpdir(), "baton-history-")), "report.html");
  await writeFile(page, reportPage(report, itemLink({})));
  terminal.line(`${items} items, ${quarter.entries.length} entries in the ledger. The same with pictures: ${page}`);
  return 0;
}

function demoPolicy(contracts: Record<string, string>): Policy {
  const files = Object.entries({ [CONFIG_PATH]: DEMO_CONFIG, ...contracts }).map(([path, text]) => ({ path, text }));
  const { policy, problems } = parsePolicy(files, { repository: "acme/insights", commit: "c0ffee" });
  if (!policy) throw new Error(problems.map(({ found }) => found).join("\n"));
  return policy;
}
