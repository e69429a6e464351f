import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { World } from "../state/world.js";
import { createPages } from "./site.js";

/** Returns the handler of everything that is no API call: the pages for people, who see what came of an act once `answered` resolves. */
export function servePages(
  world: World,
  answered: () => Promise<void>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const site = createPages(world, answered);
  const listener = getRequestListener(site.fetch);
  return async (request, response) => {
    await listener(request, response);
  };
}
