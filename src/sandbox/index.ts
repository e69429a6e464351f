import type { App } from "./state/app-types.js";
import { Faults } from "./faults/faults.js";
import { Hub } from "./driver/hub.js";
import { servePages } from "./pages/pages.js";
import { untilAnswered } from "./pages/answered.js";
import { RateLimits } from "./server/limits.js";
import { createRequestLog } from "./server/requests.js";
import { createHubServer } from "./server/server.js";
import { createAccount } from "./state/accounts.js";
import { createApp } from "./state/app.js";
import { createWorld } from "./state/world.js";
import { Webhooks } from "./webhooks/webhooks.js";

export type { Hub } from "./driver/hub.js";
export type { CheckRunView, CommentView } from "./driver/views.js";
export type { Person } from "./driver/person.js";
export type { Fault, FaultKind } from "./faults/faults.js";

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** The clock of what people see; tokens and rate limits go by the wall clock, as clients do. */
  now?: () => number;
  app?: Partial<Pick<App, "id" | "slug" | "permissions" | "events" | "webhookSecret">>;
  /** False: also what GitHub is known to answer and does not document. */
  strict?: boolean;
  /** Requests per hour and installation. */
  rateLimit?: number;
}

const DEFAULT_RATE_LIMIT = 15_000;

/** Starts the embedded GitHub on loopback; returns its driver. Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Hub> {
  const app = createApp(options.app ?? {});
  const world = createWorld(options.now ?? Date.now, app, options.strict);
  createAccount(world, `${app.slug}[bot]`);
  const webhooks = new Webhooks(world);
  const faults = new Faults();
  const requests = createRequestLog();
  const limits = new RateLimits(options.rateLimit ?? DEFAULT_RATE_LIMIT);
  const server = createHubServer({
    world,
    webhooks,
    faults,
    requests,
    limits,
    pages: servePages(world, () => untilAnswered(webhooks, requests)),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no address");
  world.url = `http://127.0.0.1:${address.port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      webhooks.sendTo(null);
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Hub(world, { webhooks, faults, requests, close });
}
