import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a server process used so far. */
export interface Usage {
  cpuMs: number;
  rssMb: number;
  heapMb: number;
}

/** A server in a process of its own. */
export interface Child {
  /** Where it takes webhooks. */
  url: string;
  /** Asks what it used; `gc` collects garbage before. */
  usage(gc?: boolean): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts `server.ts` with an environment and nothing else of ours. Throws when it ends before it listens. */
export async function startChild(env: Record<string, string>): Promise<Child> {
  const program = fileURLToPath(new URL("./server.js", import.meta.url));
  const inherited = Object.fromEntries(
    ["PATH", "TMPDIR", "SystemRoot"].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const child = fork(program, {
    execArgv: ["--expose-gc"],
    env: { ...inherited, NODE_ENV: "production", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const { url } = await answerOf<{ url: string }>(child);
  return {
    url,
    async usage(gc = false) {
      child.send({ ask: "usage", gc });
      return await answerOf<Usage>(child);
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const early = new AbortController();
  const ended = once(child, "exit", { signal: early.signal }).then(() => {
    throw new Error("The server process ended");
  });
  try {
    const [answer] = (await Promise.race([once(child, "message"), ended])) as [T];
    return answer;
  } finally {
    early.abort();
    ended.catch(() => undefined);
  }
}
