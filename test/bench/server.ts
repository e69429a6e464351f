/** A server to be measured, in a process of its own: `BENCH_SERVER` says which. It talks to the process that started it. */
import { createLog } from "../../src/telemetry/log.js";
import { startBaton } from "../../src/app/baton.js";
import { readSettings, type Settings } from "../../src/app/settings/settings.js";
import { bareProbot } from "./bare-probot.js";
import type { Usage } from "./child.js";

const SERVERS: Record<string, () => Promise<string>> = { probot: () => bareProbot(process.env), intake: intakeOnly, app: wholeApp };

const server = SERVERS[process.env["BENCH_SERVER"] ?? "intake"];
if (!server) throw new Error("No such server");
const url = await server();
process.on("message", (asked: { gc?: boolean }) => {
  if (asked.gc) globalThis.gc?.();
  process.send?.(usage());
});
process.send?.({ url });

/** Baton as a process that takes webhooks and does not work, whatever the database: nobody is asked for anything. */
async function intakeOnly(): Promise<string> {
  return webhooksOf(await startBaton({ ...settings(), role: "web" }, { log: createLog({ level: "info" }) }));
}

async function wholeApp(): Promise<string> {
  return webhooksOf(await startBaton(settings(), { log: createLog({ level: "info" }) }));
}

function settings(): Settings {
  const read = readSettings(process.env);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

function webhooksOf({ url: own }: { url: string }): string {
  return `${own}/api/github/webhooks`;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rssMb: rss / 1024 ** 2, heapMb: heapUsed / 1024 ** 2 };
}
