import { rolesOf } from "../policy/roles-named.js";
import type { Config } from "../policy/types.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** A mention of a person; `@organisation/team` names a team, and an address is none. */
const MENTION = /(?<![\w/.`@-])@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?![\w/-])/;
const NEEDED = "a role: contracts name roles, never people";

/** Titles, names, notes and checks that speak of a person. */
export const people: LintRule = {
  id: "person-in-contract",
  summary: "A contract names a person; it must name a role, which survives reorganisations.",
  example: { in: "contract", of: "name: Brief", bad: "name: Brief for @ana", good: "name: Brief for the architect" },
  severity: "warning",
  needs: "contract",
  run: (policy) => {
    const logins = loginsOf(policy);
    return policy.contracts.flatMap((one) => [...namedRoles(one, logins, policy.config.roles), ...namedInTexts(one, logins)]);
  },
};

function loginsOf({ config }: LintedPolicy): string[] {
  return [...new Set(Object.values(config.roles).flatMap((role) => role.users.map((login) => login.toLowerCase())))];
}

function namedRoles({ file, contract }: LintedContract, logins: readonly string[], defined: Config["roles"]): LintFinding[] {
  return (
    rolesOf(file, contract)
      // One that the configuration does not define was told of when the contract was read.
      .filter(({ role }) => logins.includes(role.toLowerCase()) && Object.hasOwn(defined, role))
      .map(({ path, role }) => ({
        file,
        path,
        at: "value",
        found: `the role "${role}", which has a person's login as its name`,
        needed: NEEDED,
        fix: `Rename the role in .github/baton.yml after what its members do, and name that here.`,
      }))
  );
}

function namedInTexts({ file }: LintedContract, logins: readonly string[]): LintFinding[] {
  return texts(file.data, []).flatMap(({ path, text }): LintFinding[] => {
    const word = MENTION.exec(text)?.[0] ?? nameIn(text, logins);
    if (word === null) return [];
    const fix = "Name the role instead; .github/baton.yml says who holds it.";
    return [{ file, path, at: "value", word, found: `${word}, a person`, needed: NEEDED, fix }];
  });
}

/** A login written like a name inside a sentence; at its beginning every word has a capital. */
function nameIn(text: string, logins: readonly string[]): string | null {
  const names = text.matchAll(/(?<=[\p{L}\p{N},;:)] )\p{Lu}[\p{L}\p{N}-]{2,38}(?![\p{L}\p{N}])/gu);
  return [...names].map(([name]) => name).find((name) => logins.includes(name.toLowerCase())) ?? null;
}

const ELSEWHERE = new Set(["pattern", "schema", "role"]);

// YAML's depth is already bounded. Patterns and schemas are for machines; roles are told by themselves.
function texts(node: unknown, path: PropertyKey[]): { path: PropertyKey[]; text: string }[] {
  if (typeof node === "string") return [{ path, text: node }];
  if (Array.isArray(node)) return node.flatMap((item, index) => texts(item, [...path, index]));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (ELSEWHERE.has(key) ? [] : texts(value, [...path, key])));
}
