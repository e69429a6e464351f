import type { Proxies } from "../../github/proxy.js";
import { passwordsIn } from "./database.js";
import type { SettingProblem } from "./problem.js";

type Env = Record<string, string | undefined>;

const ADDRESS = "http://HOST:PORT or https://HOST:PORT of a proxy, with USER:PASSWORD@ before the host where it asks for that";
const LONGEST = 10_000;
/** What each has to be. */
const NEEDED = {
  HTTP_PROXY: ADDRESS,
  HTTPS_PROXY: ADDRESS,
  NO_PROXY: `hosts with commas between, ${LONGEST} characters at most`,
};
type Name = keyof typeof NEEDED;

/** Takes the environment; returns the proxies that it names in the usual variables, of which small letters win; null for none. */
export function readProxies(env: Env): { proxies: Proxies | null; problems: SettingProblem[] } {
  const [http, https, none] = [given(env, "HTTP_PROXY"), given(env, "HTTPS_PROXY"), given(env, "NO_PROXY")];
  const wrong = [
    ...[http, https].filter((one) => one !== null && !isProxy(one.value)),
    ...[none].filter((one) => one !== null && one.value.length > LONGEST),
  ].filter((one) => one !== null);
  // Their values are not told: there may be a password in them.
  const problems = wrong.map(({ name, variable, value }) => ({ variable, found: `${value.length} characters`, needed: NEEDED[name] }));
  const isNone = (http === null && https === null) || problems.length > 0;
  return { proxies: isNone ? null : { http: http?.value ?? null, https: https?.value ?? null, none: none?.value ?? "" }, problems };
}

function given(env: Env, name: Name): { name: Name; variable: string; value: string } | null {
  for (const variable of [name.toLowerCase(), name]) {
    const value = env[variable]?.trim();
    if (value) return { name, variable, value };
  }
  return null;
}

function isProxy(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, search, hash } = new URL(text);
  return hostname !== "" && pathname === "/" && search + hash === "";
}

/** Takes the proxies; returns the passwords in their addresses. */
export function passwordsOf(proxies: Proxies | null): string[] {
  return proxies === null ? [] : [...passwordsIn(proxies.http), ...passwordsIn(proxies.https)];
}
