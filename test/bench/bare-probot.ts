import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Probot, Server } from "probot";
import { parse } from "yaml";
import { createLog } from "../../src/telemetry/log.js";

/** Starts Probot's own server with a handler that does nothing, for the events that Baton takes. It does not log requests. Returns where it takes webhooks. */
export async function bareProbot(env: Record<string, string | undefined>): Promise<string> {
  const log = createLog({ level: "warn" });
  const { default_events: events } = parse(readFileSync("app.yml", "utf8")) as { default_events: string[] };
  const server = new Server({
    Probot: Probot.defaults({ appId: Number(env["APP_ID"]), privateKey: env["PRIVATE_KEY"], secret: env["WEBHOOK_SECRET"], log }),
    log,
    port: await freePort(),
    host: "127.0.0.1",
  });
  await server.load((app) => {
    app.on(events as Parameters<typeof app.on>[0], () => undefined);
  });
  await server.start();
  return `http://127.0.0.1:${server.port}/api/github/webhooks`;
}

/** Probot takes 0 for "the default port". */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
