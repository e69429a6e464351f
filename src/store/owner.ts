import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import Libsql from "libsql";

/** Another process works on the folder's database. */
export class FolderInUse extends Error {
  constructor(folder: string, by: string | null) {
    super(`another process${by === null ? "" : ` (${by})`} works on the embedded database in ${resolve(folder)}`);
    this.name = "FolderInUse";
  }
}

/** Never written and never read as a file: closing a second handle of a process on it would give the lock back. */
const LOCK = "baton.lock";
const OWNER = "baton.owner";

/**
 * Takes a folder for this process alone, for as long as it lives: a lock of the operating system on an empty database beside ours, which goes
 * with the process however it ends. Whoever only opens the database takes no such lock. Takes the folder; returns how to give it back.
 * Throws `FolderInUse` when another process has it, and what the file system throws.
 */
export async function ownFolder(folder: string): Promise<() => Promise<void>> {
  if (folder === ":memory:") return async () => {};
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = new Libsql(join(folder, LOCK), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new FolderInUse(folder, await readOwner(folder));
    throw error;
  }
  await writeOwner(folder);
  return async () => {
    await rm(join(folder, OWNER), { force: true }).catch(() => undefined);
    lock.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

/** Only to be told: nobody rests on it, so that it may be missing or old. */
async function writeOwner(folder: string): Promise<void> {
  const line = `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`;
  await writeFile(join(folder, OWNER), line, { mode: 0o600 }).catch(() => undefined);
}

async function readOwner(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, OWNER), "utf8").catch(() => "");
  const line = text.slice(0, 200).split("\n")[0] ?? "";
  return /^process \d+ on [\w.-]+, since [\d:.TZ-]+$/.test(line) ? line : null;
}
