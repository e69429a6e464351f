import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBaton, type Baton } from "../../app/baton.js";
import { createLog } from "../../telemetry/log.js";
import { readSettings } from "../../app/settings/settings.js";
import { startSandbox, type Hub } from "../../sandbox/index.js";

/** The embedded GitHub with the real App listening to its webhooks. */
export interface Stage {
  hub: Hub;
  baton: Baton;
  /** Resolves when every webhook was delivered and all work is done. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Takes an embedded GitHub; returns the environment of an App on it that takes any port and does not pace its writes. */
export function appEnvironment({ app, host }: Pick<Hub, "app" | "host">): Record<string, string> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    GHE_HOST: host,
    GHE_PROTOCOL: "http",
    PORT: "0",
    BATON_WRITES_PER_SECOND: "0",
  };
}

/** Takes an embedded GitHub; returns what switches the App's pages on, on a port that is free now: people must be led back to it. */
async function pagesEnvironment({ app }: Pick<Hub, "app">): Promise<Record<string, string>> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return { PORT: String(port), BATON_URL: url, GITHUB_CLIENT_ID: app.clientId, GITHUB_CLIENT_SECRET: app.clientSecret };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts both on loopback, with an embedded database in a folder that goes away again. `port` is the sandbox's; 0 takes any. */
export async function openStage(options: { port?: number; logLevel?: string } = {}): Promise<Stage> {
  const hub = await startSandbox({ port: options.port ?? 0 });
  const folder = await mkdtemp(join(tmpdir(), "baton-demo-"));
  const read = readSettings({ ...appEnvironment(hub), ...(await pagesEnvironment(hub)), BATON_DATA: folder });
  if (!read.ok) throw new Error(read.problems.map((problem) => `${problem.variable}: ${problem.needed}`).join("\n"));
  const baton = await startBaton(read.settings, { log: createLog({ level: options.logLevel ?? "silent" }) });
  hub.webhooks.sendTo(`${baton.url}/api/github/webhooks`);
  return {
    hub,
    baton,
    quiet: () => untilQuiet(hub, baton),
    async close() {
      await baton.stop();
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// Work causes webhooks and webhooks cause work: quiet is when neither does.
async function untilQuiet(hub: Hub, baton: Baton): Promise<void> {
  let requests = -1;
  while (requests !== hub.requests.length) {
    requests = hub.requests.length;
    await hub.idle();
    await baton.idle();
  }
}
