import { expect, it } from "vitest";
import { parse } from "yaml";
import { DEMO_CONFIG, PEOPLE } from "../../src/cli/demo/cast.js";

const TEAMS: Record<string, string[]> = { "acme/data-pm": ["paula"], "acme/architects": ["ana"] };

it("people of the demo stand there with the roles that its configuration gives them", () => {
  const { roles } = parse(DEMO_CONFIG) as { roles: Record<string, { users?: string[]; teams?: string[] }> };
  const held = Object.entries(roles).flatMap(([role, { users = [], teams = [] }]) =>
    [...users, ...teams.flatMap((team) => TEAMS[team] ?? [])].map((login): [string, string] => [login, role]),
  );
  const { eve, ...others } = PEOPLE;
  expect(others).toEqual(Object.fromEntries(held));
  expect(eve).toBe("no role");
});
