import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isKept, keepEntries } from "../../../app/insight/keep-entries.js";
import { publishedArtefacts } from "../../../core/context/stands.js";
import type { Entry } from "../../../core/ledger/entry.js";
import type { Policy } from "../../../core/policy/types.js";
import type { Report } from "../../../core/insight/report.js";
import { reportPage } from "../../../render/insight/html.js";
import { reportText } from "../../../render/insight/text.js";
import { reportOf } from "../../../render/insight/report.js";
import { itemLink } from "../../report/format.js";
import { WrongCall } from "../../common/call.js";
import { calledAs, quoted } from "../../common/called-as.js";
import { progressOn } from "../../common/progress.js";
import type { Terminal } from "../terminal.js";
import { playAgents } from "./agent-pulls.js";
import { chanceOf } from "./chance.js";
import { Life } from "./life.js";
import { HISTORY, historyFiles, historyPolicy } from "./policy.js";
import { Published } from "./published.js";

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
  /** Policy files by path; those of the demo when left out. */
  files?: Record<string, string>;
  /** Told after each item, how many there are. */
  playing?: (items: number) => void;
}

/** How the quarter is told: `file` is where its page goes; left out, into a new folder for temporary files. `keep` is the folder of its database. */
interface HistoryCall {
  now: number;
  file?: string | undefined;
  keep?: string | undefined;
  items?: number;
}

/**
 * Plays a quarter of the people of the demo, and of what roles publish and agents bring, on the App's own core. Returns the ledger's entries, oldest first,
 * and the policy; the same for the same options.
 */
export function playHistory({ now, seed, items = ITEMS, files = historyFiles(), playing = () => {} }: HistoryOptions): {
  entries: Entry[];
  policy: Policy;
} {
  const policy = historyPolicy(files);
  const chance = chanceOf(seed);
  const quarter = { from: now - QUARTER, to: now };
  const published = publishedArtefacts(policy).length > 0 ? new Published(policy, quarter, seed) : null;
  const entries: Entry[][] = [published?.entries ?? [], playAgents(policy, quarter, seed)];
  for (let number = 1; number <= items; number += 1) {
    const at = quarter.from + (QUARTER * ARRIVING * (number - 1)) / items;
    const life = new Life(policy, number, { at, end: now, chance, published });
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

/** Plays a quarter, prints its report, and writes it as a page; keeps its database where that is wanted. Returns the exit code. */
export async function tellHistory(terminal: Terminal, { now, file, keep, items = ITEMS }: HistoryCall): Promise<number> {
  if (keep !== undefined && (await isKept(keep))) throw new WrongCall(`there is a database in ${keep}: name another folder`);
  terminal.line("A quarter of made-up people on the App's own core, and what its ledger tells. Nothing leaves this machine.");
  const progress = progressOn(process.stderr);
  const quarter = playHistory({ now, seed: 1, items, playing: (played) => progress(`Playing item ${played} of ${items}`) });
  progress("");
  const report = historyReport(quarter, now);
  terminal.line(`\n${reportText(report)}`);
  const page = file ?? join(await mkdtemp(join(tmpdir(), "baton-history-")), "report.html");
  await writeFile(page, reportPage(report, itemLink({})));
  terminal.line(`${items} items, ${quarter.entries.length} entries in the ledger. The same with pictures: ${page}`);
  if (keep === undefined) return 0;
  await keepEntries(keep, { repository: HISTORY, policyFiles: historyFiles(), entries: quarter.entries, now });
  const call = `BATON_DATA=${quoted(keep)} ${calledAs(process.argv[1] ?? "", process.env)}`;
  terminal.line(`\nIts database is in ${keep}. It is read as the App's own is:`);
  const month = new Date(now - 30 * DAY).toISOString().slice(0, 10);
  for (const command of ["report", `report --since ${month} --format markdown`, "diagnose"])
    terminal.line(`  ${call} ${command} --repo ${quarter.policy.source.repository}`);
  return 0;
}
