import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isScalar, parseDocument } from "yaml";
import { rolesOf } from "../../core/policy/roles-named.js";
import { readPolicy } from "../../core/policy/parse.js";
import { CONFIG_PATH, CONTRACTS, TESTS } from "../../core/policy/paths.js";

const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));

/** A contract that comes with Baton, for one boundary, with its tests. */
export interface Shipped {
  name: string;
  gates: number;
  contract: string;
  tests: string;
  from: string;
  to: string;
  /** Roles that its gates need beside the two. */
  others: string[];
}

/** Takes a boundary's stages; returns the contract that comes with Baton for it, or null. */
export function shippedFor(from: string, to: string): Shipped | null {
  const id = `${from}-to-${to}`;
  const [contract, tests] = [`${CONTRACTS}/${id}.yml`, `${TESTS}/${id}.yml`].map((path) => textAt(path));
  if (contract === undefined || contract === null || tests === undefined || tests === null) return null;
  const [read] = readPolicy([{ path: `${CONTRACTS}/${id}.yml`, text: contract }]).read;
  if (!read || read.contract.role.from === null) return null;
  const { role, name, gates } = read.contract;
  const named = new Set(rolesOf(read.file, read.contract).map((use) => use.role));
  const others = [...named].filter((each) => each !== role.from && each !== role.to);
  return { name, gates: gates.length, contract, tests, from: role.from ?? "", to: role.to, others };
}

/** Takes a contract's text and the names that its roles have here; returns the text with them, everything else as it was. */
export function withRoles(text: string, names: ReadonlyMap<string, string>): string {
  const [read] = readPolicy([{ path: `${CONTRACTS}/c.yml`, text }]).read;
  if (!read) return text;
  const document = parseDocument(text);
  const places = rolesOf(read.file, read.contract).flatMap(({ path, role }) => {
    const node = document.getIn(path, true);
    const name = names.get(role);
    return isScalar(node) && node.range && name !== undefined && name !== role ? [{ from: node.range[0], to: node.range[1], name }] : [];
  });
  return places
    .toSorted((a, b) => b.from - a.from)
    .reduce((now, { from, to, name }) => `${now.slice(0, from)}${name}${now.slice(to)}`, text);
}

/** Takes the tests of a shipped contract and the names that roles have here; returns them with the people that they speak of in these roles. */
export function withMembers(tests: string, names: ReadonlyMap<string, string>): string {
  const { config } = readPolicy([{ path: CONFIG_PATH, text: textAt(CONFIG_PATH) ?? "" }]);
  const members = [...names].flatMap(([shipped, name]) => {
    const users = config?.roles[shipped]?.users.filter((login) => new RegExp(`\\bby: ${login}\\b`).test(tests)) ?? [];
    return users.length === 0 ? [] : [`${name}: [${users.join(", ")}]`];
  });
  return members.length === 0 ? tests : tests.replace(/^given:\n/m, () => `given:\n  members: { ${members.join(", ")} }\n`);
}

function textAt(path: string): string | null {
  const file = join(PACKAGE, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
