import { appEnvironment } from "../../src/cli/demo/stage.js";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Hub } from "../../src/sandbox/index.js";

/** A real process of the App. */
export interface App {
  url: string;
  process: ChildProcess;
  /** Everything it logged. */
  log: string[];
  /** Ends it at once and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export interface AppWish {
  /** The compiled sources. */
  built: string;
  hub: Hub;
  /** Where its database is, and further variables. */
  env: Record<string, string>;
  /** How wrong its clock is. */
  skewMs?: number;
}

const SKEW = pathToFileURL(join(import.meta.dirname, "skew.mjs")).href;

/** Starts `baton start` and waits until it listens. Throws with what it said when it ends instead. */
export async function startApp(wish: AppWish): Promise<App> {
  const { hub, skewMs } = wish;
  const env = {
    PATH: process.env["PATH"] ?? "",
    ...appEnvironment(hub),
    ...(skewMs ? { CHAOS_SKEW_MS: String(skewMs) } : {}),
    ...wish.env,
  };
  const options = skewMs ? ["--import", SKEW] : [];
  const child = spawn(process.execPath, [...options, join(wish.built, "cli/main.js"), "start"], {
    env,
    cwd: wish.built,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    read(child, (line) => {
      log.push(line);
      const found = /"url":"([^"]+)".*is listening/.exec(line)?.[1];
      if (found) resolve(found);
    });
    void gone.then(() => reject(new Error(`The App ended:\n${log.join("\n")}`)));
  });
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    // Nothing happens to one that is gone already.
    child.kill(signal);
    await gone;
  };
  return { url, process: child, log, kill };
}

function read(child: ChildProcess, take: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.on("data", (data: Buffer) => {
      const lines = (rest + data.toString()).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(take);
    });
  }
}
