import type { Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { SignedOut, type SignInFlow, type VisitorGitHub } from "../../core/facts/visitor.js";
import { WORDS } from "../../render/pages/words.js";
import { throttle, type Throttle } from "../admin-throttle.js";
import { Message } from "./layout.js";
import { wayBack } from "./paths.js";
import { html, refuse } from "./respond.js";
import { SESSION_MS, SIGN_IN_MS, type Seals, type Session } from "./session.js";

/** What signing in takes. */
export interface SignInParts {
  flow: SignInFlow;
  github: VisitorGitHub;
  seals: Seals;
  /** Where people reach us. */
  url: string;
  now: () => number;
}

const SIGN_IN = "/-/sign-in";
/** Where GitHub sends people back to. */
export const SIGNED_IN = "/-/signed-in";
const SIGNED_OUT = "/-/signed-out";

/** Each exchange is a request to GitHub, which has a limit of its own. */
const MOST_A_MINUTE = 120;

/** Cookies of this place, and how a visitor is known by them. */
export class Visitors {
  readonly #parts: SignInParts;
  readonly #secure: boolean;
  readonly #exchanges: Throttle;

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.#secure = parts.url.startsWith("https:");
    this.#exchanges = throttle({ now: parts.now, places: MOST_A_MINUTE });
  }

  /** Who is signed in; null: nobody. */
  async session(c: Context): Promise<Session | null> {
    return await this.#parts.seals.session.open(getCookie(c, this.#name("session")));
  }

  /** Adds the addresses of signing in and out. */
  serve(site: Hono): void {
    site.use("/-/*", async (c, next) => {
      c.header("cache-control", "no-store");
      await next();
    });
    site.get(SIGN_IN, (c) => this.#begin(c));
    site.get(SIGNED_IN, (c) => this.#finish(c));
    site.post("/-/sign-out", (c) => this.#end(c));
    site.get(SIGNED_OUT, (c) => html(c, <Again {...WORDS.signedOut} />));
  }

  /** To the sign-in, and from there to where somebody wanted to go. What they had is gone. */
  send(c: Context): Response {
    this.#forget(c);
    c.header("cache-control", "no-store");
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`${SIGN_IN}?to=${encodeURIComponent(wayBack(pathname + search))}`, 302);
  }

  async #begin(c: Context): Promise<Response> {
    const { url, kept } = await this.#parts.flow.begin();
    const sealed = await this.#parts.seals.begun.close({ ...kept, to: wayBack(c.req.query("to")) });
    setCookie(c, this.#name("sign-in"), sealed, this.#options(SIGN_IN_MS));
    return c.redirect(url, 302);
  }

  /** Only the browser that began has the cookie with the state and the verifier: a callback that somebody else made ends here. */
  async #finish(c: Context): Promise<Response> {
    const { seals, flow } = this.#parts;
    const begun = await seals.begun.open(getCookie(c, this.#name("sign-in")));
    deleteCookie(c, this.#name("sign-in"), this.#options(0));
    // Only what would ask GitHub is counted: else whoever knows the address could keep everybody out.
    const isOurs = begun !== null && c.req.query("state") === begun.state;
    if (isOurs && this.#exchanges.refuse("all").tooMany) return refuse(c, "tooMany", null);
    const granted = begun && (await flow.finish(new URL(c.req.url).searchParams, begun).catch(() => null));
    if (begun && granted && (await this.#welcome(c, granted))) return c.redirect(begun.to, 302);
    return html(c, <Again {...WORDS.notSignedIn} />, 400);
  }

  /** A session is made anew each time, and never taken over from what the browser brought. */
  async #welcome(c: Context, { token, seconds }: { token: string; seconds: number | null }): Promise<boolean> {
    const { github, seals, now } = this.#parts;
    const account = await github.account(token).catch(ifSignedOut);
    if (account === null) return false;
    const { id, login } = account;
    const lives = Math.min(SESSION_MS, seconds === null ? SESSION_MS : seconds * 1000);
    const sealed = await seals.session.close({ id, login, token, until: now() + lives });
    setCookie(c, this.#name("session"), sealed, this.#options(lives));
    return true;
  }

  #end(c: Context): Response {
    const from = c.req.header("sec-fetch-site");
    if (from !== undefined && from !== "same-origin") return refuse(c, "notFound", null);
    this.#forget(c);
    return c.redirect(SIGNED_OUT, 303);
  }

  #forget(c: Context): void {
    if (getCookie(c, this.#name("session")) !== undefined) deleteCookie(c, this.#name("session"), this.#options(0));
  }

  #name(what: string): string {
    return this.#secure ? `__Host-baton-${what}` : `baton-${what}`;
  }

  #options(lives: number): CookieOptions {
    return { httpOnly: true, sameSite: "Lax", path: "/", secure: this.#secure, ...(lives > 0 ? { maxAge: Math.floor(lives / 1000) } : {}) };
  }
}

function ifSignedOut(error: unknown): null {
  if (error instanceof SignedOut) return null;
  throw error;
}

function Again({ title, text, again }: { title: string; text: string; again: string }) {
  return (
    <Message login={null} title={title} text={text}>
      <p>
        <a class="button" href={SIGN_IN}>
          {again}
        </a>
      </p>
    </Message>
  );
}
