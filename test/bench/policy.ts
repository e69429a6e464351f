import { readdirSync, readFileSync } from "node:fs";

/** The policy and the contracts that this repository ships, by path. Run from the repository's root. */
export function shippedPolicy(): Record<string, string> {
  const contracts = readdirSync("contracts").filter((name) => name.endsWith(".yml"));
  const paths = [".github/baton.yml", ...contracts.map((name) => `contracts/${name}`)];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}
