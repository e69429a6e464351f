import { environmentKey } from "../basics/names.js";
import type { EnvironmentRule, Policy } from "./types.js";

/** Takes a policy and the name of an environment; returns its rule: null where the policy names others, `free` where it names none at all. */
export function environmentRule({ environments }: Pick<Policy, "environments">, name: string): EnvironmentRule | null | "free" {
  if (environments === undefined) return "free";
  return Object.entries(environments).find(([each]) => environmentKey(each) === environmentKey(name))?.[1] ?? null;
}
