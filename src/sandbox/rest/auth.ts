import type { App } from "../state/app-types.js";
import { createPublicKey, verify } from "node:crypto";
import { findAccount } from "../state/accounts.js";
import type { World } from "../state/world.js";
import type { Caller } from "./call.js";
import { HttpError, badCredentials } from "./errors.js";

// GitHub allows for clocks that differ a little.
const LEEWAY_SECONDS = 60;
const MAX_JWT_SECONDS = 600;

/** Takes the Authorization header; returns who calls. Throws 401 as GitHub does. */
export function authenticate(world: World, header: string | undefined): Caller {
  if (header === undefined) return { kind: "nobody" };
  const token = header.replace(/^(bearer|token)\s+/i, "").trim();
  if (token.split(".").length === 3) return app(world, token);
  const user = world.userTokens.get(token);
  if (user) return { kind: "user", account: user };
  const signedIn = world.authorizations.get(token);
  if (signedIn && signedIn.expiresAt > Date.now()) return { kind: "user", account: signedIn.account, forApp: true };
  const found = world.tokens.get(token);
  const account = findAccount(world, world.app.slug);
  if (!found || !account || found.expiresAt <= Date.now()) throw badCredentials();
  if (found.installation.suspendedAt !== null) throw new HttpError(403, "This installation has been suspended");
  return { kind: "installation", token: found, account };
}

function app(world: World, jwt: string): Caller {
  const [header = "", claims = "", signature = ""] = jwt.split(".");
  const decodable = new HttpError(401, "A JSON web token could not be decoded");
  const { alg } = parse(header, decodable);
  const key = createPublicKey(world.app.publicKey);
  const signed = verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"));
  if (alg !== "RS256" || !signed) throw decodable;
  checkClaims(world.app, parse(claims, decodable));
  return { kind: "app" };
}

function parse(part: string, otherwise: HttpError): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
  } catch {
    throw otherwise;
  }
}

function checkClaims(owner: App, claims: Record<string, unknown>): void {
  const now = Date.now() / 1000;
  const { iss, iat, exp } = claims;
  if (String(iss) !== String(owner.id) && iss !== owner.clientId) throw new HttpError(401, "'Issuer' claim ('iss') must be an Integer");
  const tooNew = typeof iat !== "number" || iat > now + LEEWAY_SECONDS;
  if (tooNew) throw new HttpError(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  if (typeof exp !== "number" || exp <= now)
    throw new HttpError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + MAX_JWT_SECONDS + LEEWAY_SECONDS) throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
}
