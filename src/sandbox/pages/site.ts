import { Hono } from "hono";
import type { World } from "../state/world.js";

/** The pages, as one Hono application. */
export function createPages(world: World): Hono {
  const site = new Hono();
  site.get("/", (c) => c.text(`${world.repositories.length} repositories`));
  return site;
}
