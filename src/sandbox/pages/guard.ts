import type { Context, Next } from "hono";
import type { World } from "../state/world.js";

const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Refuses names other than loopback's, and posts that did not come from these pages; sets the strict headers. */
export function guard(world: World) {
  return async (c: Context, next: Next): Promise<Response | undefined> => {
    const port = new URL(world.url).port;
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    if (!hosts.includes(c.req.header("host") ?? "")) return c.text("Unknown host", 421);
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && !isOwn(c, hosts)) return c.text("Cross-site request refused", 403);
    await next();
    c.header("content-security-policy", POLICY);
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "same-origin");
    return undefined;
  };
}

function isOwn(c: Context, hosts: string[]): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  return hosts.some((host) => c.req.header("origin") === `http://${host}`);
}
