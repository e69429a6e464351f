import { z } from "zod";
import type { SettingProblem } from "./problem.js";

/** With what people sign in to the pages. */
export interface PageSettings {
  clientId: string;
  clientSecret: string;
  /** Where people reach this process, without a slash at the end. */
  url: string;
}

const ID_NEEDED = "the App's client ID, shown on its settings page on GitHub";
const SECRET_NEEDED = "a client secret of the App, at least 20 characters, made on its settings page on GitHub";
const URL_NEEDED = "the address at which people reach Baton: https:// and a host, without a path (http:// for this machine only)";

/** The variables that switch pages on. */
export const PAGE_VARIABLES = {
  GITHUB_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{8,64}$/, ID_NEEDED)
    .optional(),
  GITHUB_CLIENT_SECRET: z
    .string()
    .regex(/^\S{20,}$/, SECRET_NEEDED)
    .optional(),
  BATON_URL: z.string().refine(isOwnAddress, URL_NEEDED).optional(),
};

type Read = { [K in keyof typeof PAGE_VARIABLES]?: string | undefined };

const NEEDED: Record<keyof typeof PAGE_VARIABLES, string> = {
  GITHUB_CLIENT_ID: ID_NEEDED,
  GITHUB_CLIENT_SECRET: SECRET_NEEDED,
  BATON_URL: URL_NEEDED,
};

/** Takes what was read; returns how people sign in, null where nothing is set, or what a part of a set lacks. */
export function readPageSettings(read: Read): { pages: PageSettings | null; problems: SettingProblem[] } {
  const names = Object.keys(NEEDED) as (keyof typeof PAGE_VARIABLES)[];
  const set = names.filter((name) => read[name] !== undefined);
  const missing = set.length === 0 ? [] : names.filter((name) => read[name] === undefined);
  const problems = missing.map((variable) => ({
    variable,
    found: `nothing, though ${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set`,
    needed: NEEDED[variable],
  }));
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, BATON_URL: url } = read;
  const pages = clientId && clientSecret && url ? { clientId, clientSecret, url: new URL(url).origin } : null;
  return { pages, problems };
}

/** A cookie that says who somebody is goes over no open line. */
function isOwnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(text);
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return (protocol === "https:" || (protocol === "http:" && isLocal)) && pathname === "/" && search + hash + username === "";
}
