import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { World } from "../state/world.js";
import { createPages } from "./site.js";

/** Returns the handler of everything that is no API call: the pages for people. */
export function servePages(world: World): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const site = createPages(world);
  const listener = getRequestListener(site.fetch);
  return async (request, response) => {
    await listener(request, response);
  };
}
