import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sendJson } from "../../web/health.js";
import { WEBHOOK_PATH } from "../intake/intake.js";
import type { RequestHandler } from "../intake/intake.js";
import type { Logger } from "../../telemetry/log.js";

/** A page, or several: returns false when the path is not its own. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface HttpParts {
  /** Null: this process takes none. */
  webhooks: RequestHandler | null;
  pages: PageHandler[];
  log: Logger;
  /** Shorter ones for tests. */
  timeouts?: { headersMs: number; requestMs: number };
}

const TIMEOUTS = { headersMs: 5_000, requestMs: 8_000 };
const CONNECTIONS = 200;

/** Makes the HTTP server, bounded in time and connections. It does not listen yet. */
export function httpServer(parts: HttpParts): Server {
  const { headersMs, requestMs } = parts.timeouts ?? TIMEOUTS;
  const options = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, headersMs / 2),
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  };
  const server = createServer(options, (request, response) => void answer(parts, request, response));
  server.maxConnections = CONNECTIONS;
  return server;
}

/** Listens; returns the address as a URL. Throws when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const { address, port: bound } = server.address() as AddressInfo;
  return `http://${address.includes(":") ? `[${address}]` : address}:${bound}`;
}

/** Stops listening; requests under way get a moment, then their connections are cut. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (parts.webhooks && request.url?.split("?")[0] === WEBHOOK_PATH) return await parts.webhooks(request, response);
    for (const page of parts.pages) {
      if (await page(request, response)) return;
    }
    sendJson(response, 404, { error: "There is nothing here." });
  } catch (error) {
    parts.log.error({ err: error }, "A request failed");
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: "Something went wrong." });
  }
}
