import type { Store } from "../../app/settings/own-store.js";
import { loadSettingsFile } from "../../app/settings/file.js";

/** Where a command writes; the terminal unless a test gives something else. */
export interface Output {
  out: (text: string) => void;
  err: (text: string) => void;
  /** How wide it is; nothing where lines have no end, as in a file. */
  columns?: number | undefined;
}

export const TERMINAL: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  get columns() {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
  },
};

/** What somebody can look at who has no App yet. */
export const WITHOUT_AN_APP =
  "Without an App, `baton demo --history --keep quarter` makes up a quarter, and this command reads it with BATON_DATA=quarter.";

/** Runs a command on the App's own store. Returns its exit code: 2 when there is no store, which is said with what else there is to do. */
export async function withStore(
  output: Output,
  work: (store: Store) => Promise<number>,
  env: NodeJS.ProcessEnv = process.env,
  otherwise = "",
): Promise<number> {
  const done = await ifStore(work, env);
  if (done.is === "done") return done.value;
  output.err(`baton: ${done.why}\n${otherwise === "" ? "" : `${otherwise}\n`}`);
  return 2;
}

/** Does something with the App's own store, where there is one; else returns why there is none. */
export async function ifStore<T>(
  work: (store: Store) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ is: "done"; value: T } | { is: "none"; why: string }> {
  // Commands that only write to the terminal need no database.
  const { NoStore, openOwnStore } = await import("../../app/settings/own-store.js");
  if (env === process.env) loadSettingsFile(process.cwd());
  try {
    const store = await openOwnStore(env);
    try {
      return { is: "done", value: await work(store) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof NoStore)) throw error;
    return { is: "none", why: error.message };
  }
}

/** Takes text that other people wrote; returns it as one line that cannot command a terminal. */
export function plain(text: string, length = 200): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "·")
    .slice(0, length);
}
