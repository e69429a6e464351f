import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Context } from "hono";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import { TemporaryFault } from "../../core/basics/faults.js";
import { SignedOut } from "../../core/facts/visitor.js";
import { WORDS } from "../../render/pages/words.js";
import { throttle } from "../admin-throttle.js";
import { Message } from "./layout.js";
import type { PageStore, ReportDesk } from "./page.js";
import { pageAt } from "./paths.js";
import { Permissions } from "./permissions.js";
import { html, json, refuse } from "./respond.js";
import { show } from "./show.js";
import { Visitors, type SignInParts } from "./sign-in.js";
import { ASSETS } from "./style.js";

/** What the pages are made with. */
export interface SiteParts extends SignInParts {
  store: PageStore;
  reports: ReportDesk;
  /** Told of what was thrown; nothing of a visitor is in it. */
  failed(error: unknown): void;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Pages of a visitor in a minute. */
const MOST_A_MINUTE = 240;
/** Of them reports, the dearest page there is. */
const MOST_REPORTS = 12;

/** The pages, as a handler of all that no other handler takes. */
export function site(parts: SiteParts): Handler {
  return handler(application(parts));
}

/** Without the settings to sign in there are no pages; the front says how to switch them on. */
export function noSite(): Handler {
  const off = guarded(false);
  off.get("/", (c) => html(c, <Off />));
  const listener = handler(off);
  return async (request, response) =>
    ["/", ...ASSETS.map(({ path }) => path)].includes(request.url ?? "") ? await listener(request, response) : false;
}

function application(parts: SiteParts): Hono {
  const app = guarded(parts.url.startsWith("https:"));
  const visitors = new Visitors(parts);
  const permissions = new Permissions(parts.github, parts.now);
  const pace = throttle({ now: parts.now, places: MOST_A_MINUTE, addresses: 10_000 });
  const reportPace = throttle({ now: parts.now, places: MOST_REPORTS, addresses: 10_000 });
  const reportsFor = (id: number): ReportDesk => ({
    // Asked last, of a report that is theirs to see: what is not stays as unknown as ever.
    report: async (...asked) => (reportPace.refuse(String(id)).tooMany ? "too_many" : await parts.reports.report(...asked)),
  });
  visitors.serve(app);
  app.notFound((c) => refuse(c, "notFound", null));
  app.onError((error, c) => {
    if (error instanceof SignedOut) return signIn(visitors, c);
    if (error instanceof TemporaryFault) return refuse(c, "away", null);
    parts.failed(error);
    return refuse(c, "failed", null);
  });
  app.get("/-/*", (c) => refuse(c, "notFound", null));
  app.get("*", etag({ weak: true }), async (c) => {
    const session = await visitors.session(c);
    if (session === null) return signIn(visitors, c);
    if (pace.refuse(String(session.id)).tooMany) return refuse(c, "tooMany", session.login);
    const page = pageAt(c.req.path);
    const query = new URL(c.req.url).searchParams;
    const visit = { session, permissions, query };
    const shown = page && (await show(page, { store: parts.store, reports: reportsFor(session.id), now: parts.now(), visit }));
    if (!page || !shown) return refuse(c, "notFound", session.login);
    if (shown.status === 429 || shown.status === 503) c.header("retry-after", "60");
    return page.json ? json(c, shown.data, shown.status) : html(c, shown.page, shown.status);
  });
  return app;
}

/** What a program asks for leads nowhere without a session; people are led to the sign-in. */
function signIn(visitors: Visitors, c: Context): Response {
  return c.req.path.endsWith(".json") ? json(c, { error: WORDS.notSignedIn.title }, 401) : visitors.send(c);
}

/** A site with nothing but its own files on its pages, and those files. */
function guarded(secure: boolean): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
      strictTransportSecurity: secure ? "max-age=31536000" : false,
      xFrameOptions: "DENY",
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header("x-robots-tag", "noindex");
    c.header("vary", "cookie");
  });
  for (const { path, type, text } of ASSETS) {
    app.get(path, (c) => c.body(text, 200, { "content-type": type, "cache-control": "public, max-age=31536000, immutable" }));
  }
  app.get("/favicon.ico", (c) => c.body(null, 404));
  app.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));
  return app;
}

function handler(app: Hono): Handler {
  const listener = getRequestListener(app.fetch);
  return async (request, response) => {
    await listener(request, response);
    return true;
  };
}

function Off() {
  return (
    <Message login={null} title={WORDS.off.title} text={WORDS.off.text}>
      <ul>
        {WORDS.off.settings.map(([name, meaning]) => (
          <li>
            <code>{name}</code>: {meaning}
          </li>
        ))}
      </ul>
      <p>{WORDS.off.callback}</p>
    </Message>
  );
}
