import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Store } from "../app/settings/own-store.js";
import { liftEntry } from "../core/ledger/lift.js";
import { csvCell } from "../render/csv.js";

/** `jsonl` and `csv` write what was hashed; `lifted` writes what it says in today's shape, which proves nothing. */
export type ExportFormat = "jsonl" | "csv" | "lifted";

type Entry = Awaited<ReturnType<Store["ledger"]["entries"]>>[number];

const PAGE = 500;
const COLUMNS = ["seq", "time", "at", "kind", "item", "actor", "payload", "prev_hash", "key_id", "hash"] as const;

/** Writes the ledger from an entry on, as a stream. Whoever stops reading early ends it without an error. */
export async function auditExport(store: Store, format: ExportFormat, from: number, to: NodeJS.WritableStream): Promise<number> {
  try {
    await pipeline(Readable.from(linesOf(store, format, from)), to, { end: to !== process.stdout });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
  return 0;
}

async function* linesOf(store: Store, format: ExportFormat, from: number): AsyncGenerator<string> {
  if (format === "csv") yield `${COLUMNS.join(",")}\r\n`;
  for (let next = from; ;) {
    const entries = await store.ledger.entries(next, PAGE);
    for (const entry of entries) yield LINE[format](entry);
    const last = entries.at(-1);
    if (!last) return;
    next = last.seq + 1;
  }
}

const LINE: Record<ExportFormat, (entry: Entry) => string> = {
  csv: csvLine,
  jsonl: (entry) => `${JSON.stringify(fieldsOf(entry))}\n`,
  lifted: liftedLine,
};

function liftedLine({ seq, at, kind, item, actor, payload }: Entry): string {
  return `${JSON.stringify({ seq, ...liftEntry({ at, kind, item, actor, payload }) })}\n`;
}

function fieldsOf({ seq, at, kind, item, actor, payload, prevHash, keyId, hash }: Entry): Record<(typeof COLUMNS)[number], unknown> {
  return { seq, time: new Date(at).toISOString(), at, kind, item, actor, payload, prev_hash: prevHash, key_id: keyId, hash };
}

function csvLine(entry: Entry): string {
  const fields = fieldsOf(entry);
  return `${COLUMNS.map((column) => csvCell(fields[column])).join(",")}\r\n`;
}
