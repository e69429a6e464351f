import { html } from "hono/html";
import type { Context } from "hono";
import { randomBytes } from "node:crypto";
import { findAccount } from "../state/accounts.js";
import { agree, exchange, TOKEN_SECONDS } from "../state/sign-in.js";
import type { World } from "../state/world.js";
import type { Html } from "./layout.js";

/** Where the App sends people who sign in: each person is one link. An App that is not ours, or a way back that is none, is refused. */
export function signInPage(world: World, c: Context): Html {
  const asked = askedFor(world, c);
  const people = [...world.accounts.values()].filter((one) => one.type === "User" && !one.deleted);
  const link = (login: string) => `/login/oauth/authorize/as/${encodeURIComponent(login)}?${asked.toString()}`;
  return html`<h1>Sign in to ${world.app.slug}</h1>
    <p>The App learns who you are, and sees what you and it may both see. You are:</p>
    <ul>
      ${people.map(({ login }) => html`<li><a href="${link(login)}">${login}</a></li>`)}
    </ul>
    <p><a href="${back(asked, { error: "access_denied" })}">Cancel</a></p>`;
}

/** Somebody chose who they are: back to the App, with a code. */
export function signInAs(world: World, c: Context): Response {
  const asked = askedFor(world, c);
  const account = findAccount(world, c.req.param("login") ?? "");
  if (account?.type !== "User") throw new Error("There is no such person");
  return c.redirect(back(asked, { code: agree(world, account, asked.get("redirect_uri") ?? "", asked.get("code_challenge")) }), 302);
}

/** The App exchanges a code for a token. What is wrong is told with status 200, as GitHub does. */
export async function accessToken(world: World, c: Context): Promise<Response> {
  const given = await c.req.parseBody();
  const text = (name: string) => (typeof given[name] === "string" ? given[name] : "");
  const { app } = world;
  if (text("client_id") !== app.clientId || text("client_secret") !== app.clientSecret)
    return c.json({ error: "incorrect_client_credentials", error_description: "The client_id and/or client_secret passed are incorrect." });
  const token = exchange(world, { code: text("code"), redirectUri: text("redirect_uri"), verifier: text("code_verifier") });
  if (token === null) return c.json({ error: "bad_verification_code", error_description: "The code passed is incorrect or expired." });
  const refresh = { refresh_token: `ghr_${randomBytes(18).toString("hex")}`, refresh_token_expires_in: 15_897_600 };
  return c.json({ access_token: token, expires_in: TOKEN_SECONDS, ...refresh, scope: "", token_type: "bearer" });
}

/** Throws for another App, for a way back that is not this machine's, and for a challenge that GitHub does not take. */
function askedFor(world: World, c: Context): URLSearchParams {
  const asked = new URL(c.req.url).searchParams;
  if (asked.get("client_id") !== world.app.clientId) throw new Error("There is no such App");
  const uri = asked.get("redirect_uri") ?? "";
  const to = URL.canParse(uri) ? new URL(uri) : null;
  if (to?.protocol !== "http:" || !["127.0.0.1", "localhost"].includes(to.hostname))
    throw new Error("The redirect_uri is not associated with this application");
  if (asked.has("code_challenge") && asked.get("code_challenge_method") !== "S256") throw new Error("Only S256 is a code_challenge_method");
  return asked;
}

function back(asked: URLSearchParams, more: Record<string, string>): string {
  const to = new URL(asked.get("redirect_uri") ?? "");
  for (const [name, value] of Object.entries({ ...more, state: asked.get("state") ?? "" })) to.searchParams.set(name, value);
  return to.href;
}
