import { settingLine } from "../../app/settings/problem.js";
import { readProxies } from "../../app/settings/proxies.js";
import type { Proxies } from "../../github/proxy.js";
import { WrongCall } from "./call.js";

/** Takes the environment of a command; returns the proxies in it. Throws `WrongCall` with a line for each that is none. */
export function proxiesOrWrong(env: Record<string, string | undefined>): Proxies | null {
  const { proxies, problems } = readProxies(env);
  if (problems.length > 0) throw new WrongCall(problems.map(settingLine));
  return proxies;
}
