/** A server to be measured, in a process of its own: `BENCH_SERVER` says which. It talks to the process that started it. */
import { createLog } from "../../src/app/log.js";
import { startBaton } from "../../src/app/baton.js";
import { readSettings } from "../../src/app/settings.js";
import { bareProbot } from "./bare-probot.js";
import type { Usage } from "./child.js";

const url = process.env["BENCH_SERVER"] === "probot" ? await bareProbot(process.env) : await intakeOnly();
process.on("message", (asked: { gc?: boolean }) => {
  if (asked.gc) globalThis.gc?.();
  process.send?.(usage());
});
process.send?.({ url });

/** Baton as a process that takes webhooks and does not work, whatever the database: nobody is asked for anything. */
async function intakeOnly(): Promise<string> {
  const read = readSettings(process.env);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const baton = await startBaton({ ...read.settings, role: "web" }, { log: createLog({ level: "info" }) });
  return `${baton.url}/api/github/webhooks`;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rssMb: rss / 1024 ** 2, heapMb: heapUsed / 1024 ** 2 };
}
