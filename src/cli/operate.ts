import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import type { Anchor, Store } from "../app/settings/own-store.js";
import { listDeadLetters, replay } from "./admin.js";
import { auditExport, type ExportFormat } from "./audit-export.js";
import { ledgerKeys } from "./audit-keys.js";
import { auditVerify, readAnchor } from "./audit.js";
import { resync } from "./resync.js";
import { examples } from "./common/examples.js";
import { TERMINAL, withStore } from "./common/with-store.js";

/** Adds the commands for whoever runs the App: they work on its own store, also while it runs. */
export function addOperatorCommands(program: Command): void {
  addAudit(
    program
      .command("audit")
      .description("check and copy the ledger of what was decided")
      .addHelpText("after", examples("baton audit verify", "baton audit export --format csv")),
  );
  addAdmin(
    program
      .command("admin")
      .description("look at work that was given up")
      .addHelpText("after", examples("baton admin dead-letters", "baton admin replay --all")),
  );
  program
    .command("resync <owner/repo>")
    .description("look at a whole repository anew")
    .addHelpText("after", examples("baton resync acme/insights"))
    .action(async (repository: string) => {
      process.exitCode = await withStore(TERMINAL, (store) => resync(store, repository, Date.now(), TERMINAL));
    });
}

function addAudit(audit: Command): void {
  audit
    .command("verify")
    .description("prove that no entry was changed, removed, added or moved; exit 1 when one was")
    .option("--anchor <seq:hash>", "an anchor printed earlier: the end was not cut off either", anchor)
    .option("--key <file>", "an earlier private key of the App; may be given again", oneMore)
    .addHelpText("after", examples("baton audit verify", "baton audit verify --key earlier.pem"))
    .action(async (options: { anchor?: Anchor; key?: string[] }) => {
      process.exitCode = await withStore(TERMINAL, (store) => verifyWith(store, options.anchor ?? null, options.key ?? []));
    });
  audit
    .command("export")
    .description("write the ledger to standard output")
    .addOption(new Option("--format <format>", "how").choices(["jsonl", "csv", "lifted"]).default("jsonl"))
    .option("--from <seq>", "the first entry", sequence, 1)
    .addHelpText("after", examples("baton audit export --format csv", "baton audit export --from 1000"))
    .action(async (options: { format: ExportFormat; from: number }) => {
      process.exitCode = await withStore(TERMINAL, (store) => auditExport(store, options.format, options.from, process.stdout));
    });
}

async function verifyWith(store: Store, from: Anchor | null, files: readonly string[]): Promise<number> {
  const read = ledgerKeys(process.env, files);
  if (read.ok) return await auditVerify(store, from, read.keys, TERMINAL);
  TERMINAL.err(`baton: ${read.line}\n`);
  return 2;
}

function addAdmin(admin: Command): void {
  admin
    .command("dead-letters")
    .description("list work that was given up, with the reason")
    .addOption(new Option("--format <format>", "how").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples("baton admin dead-letters"))
    .action(async (options: { format: "text" | "json" }) => {
      process.exitCode = await withStore(TERMINAL, (store) => listDeadLetters(store, options.format, TERMINAL));
    });
  admin
    .command("replay [id]")
    .description("put work that was given up back in line: one by its id, or all")
    .option("--all", "everything that was given up")
    .addHelpText("after", examples("baton admin replay 17", "baton admin replay --all"))
    .action(async (id: string | undefined, options: { all?: boolean }, command: Command) => {
      if ((id === undefined) !== (options.all ?? false)) command.error("error: give one id, or --all");
      process.exitCode = await withStore(TERMINAL, (store) => replay(store, id ?? null, Date.now(), TERMINAL));
    });
}

function oneMore(file: string, before: string[] | undefined): string[] {
  return [...(before ?? []), file];
}

function anchor(text: string): Anchor {
  const read = readAnchor(text);
  if (!read) throw new InvalidArgumentError("an anchor is a number, a colon and 64 hex digits.");
  return read;
}

function sequence(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("an entry's number is 1 or more.");
  return value;
}
