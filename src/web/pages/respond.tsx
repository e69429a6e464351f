import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { WORDS } from "../../render/pages/words.js";
import { Message } from "./layout.js";

/** Nobody but the visitor keeps it, and asks each time whether it is still so. */
const OWN = "private, no-cache";

/** Answers with a page of HTML. */
export function html(c: Context, page: unknown, status: 200 | 400 | 404 | 429 | 500 | 503 = 200): Response {
  c.header("cache-control", status === 200 ? OWN : "no-store");
  return c.html(`<!doctype html>${String(page)}`, status);
}

/** Answers with a page's data; a string is JSON already. */
export function json(c: Context, data: unknown, status: 200 | 400 | 401 | 404 | 429 | 500 | 503 = 200): Response {
  c.header("cache-control", status === 200 ? OWN : "no-store");
  if (typeof data === "string") return c.body(data, status, { "content-type": "application/json" });
  return c.json(data as object, status);
}

type Refusal = "notFound" | "tooMany" | "away" | "failed";

const STATUS = { notFound: 404, tooMany: 429, away: 503, failed: 500 } as const;

/** Says why there is no page, the same to everybody and of everything. */
export function refuse(c: Context, what: Refusal, login: string | null): Response {
  const { title, text } = WORDS[what];
  const status = STATUS[what];
  if (what === "tooMany" || what === "away") c.header("retry-after", "60");
  if (c.req.path.endsWith(".json")) return json(c, { error: text }, status);
  const more: Child = what === "notFound" && login !== null ? <p class="dim">{WORDS.notFound.known}</p> : null;
  return html(
    c,
    <Message login={login} title={title} text={text}>
      {more}
    </Message>,
    status,
  );
}
