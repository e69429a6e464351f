import { defaults, seal, unseal } from "iron-webcrypto";
import { z } from "zod";
import type { KeptForSignIn, VisitorAccount } from "../../core/facts/visitor.js";

/** Who looks at a page. */
export interface Session extends VisitorAccount {
  /** GitHub's, with which everything is asked that they want to see. It is nowhere but in their own sealed cookie. */
  token: string;
  /** When the token ends, and with it the session. */
  until: number;
}

/** A sign-in that was begun. */
export interface Begun extends KeptForSignIn {
  /** The path to go back to. */
  to: string;
}

/** Seals what a browser keeps for us, and opens only what was sealed here for the same purpose. */
export interface Seals {
  session: Seal<Session>;
  begun: Seal<Begun>;
}

export interface Seal<T> {
  close(value: T): Promise<string>;
  /** Null for whatever was not sealed here, was altered or is too old. */
  open(sealed: string | undefined): Promise<T | null>;
}

/** The longest that GitHub's own tokens live. */
export const SESSION_MS = 8 * 3_600_000;
export const SIGN_IN_MS = 600_000;

const sessionShape = z.object({ id: z.number(), login: z.string(), token: z.string(), until: z.number() });
const begunShape = z.object({ state: z.string(), verifier: z.string(), to: z.string() });

/** Takes a secret of the App, and the clock; returns the seals. */
export function sealsWith(secret: string, now: () => number): Seals {
  const session = sealed(`${secret}:session`, SESSION_MS, sessionShape);
  return {
    session: {
      close: session.close,
      async open(text) {
        const found = await session.open(text);
        return found && found.until > now() ? found : null;
      },
    },
    begun: sealed(`${secret}:sign-in`, SIGN_IN_MS, begunShape),
  };
}

/** A cookie is no longer than what browsers keep. */
const LONGEST = 4_096;

function sealed<T>(password: string, ttl: number, shape: z.ZodType<T>): Seal<T> {
  const options = { ...defaults, ttl };
  return {
    close: async (value) => await seal(value, password, options),
    async open(text) {
      if (text === undefined || text.length > LONGEST) return null;
      try {
        return shape.parse(await unseal(text, password, options));
      } catch {
        return null;
      }
    },
  };
}
