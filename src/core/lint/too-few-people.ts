import { loginKey, sameLogin } from "../basics/names.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule } from "./rule.js";
import { param } from "./written.js";
import { largest } from "../basics/largest.js";

/** Acts that the people in a role are too few for. */
export const tooFewPeople: LintRule = {
  id: "too-few-people",
  summary: "A role has fewer people than must act: the hand-off can never be accepted.",
  example: {
    in: "contract",
    of: "acknowledge: { by: architect, within: 24h }",
    bad: "acknowledge: { by: architect, count: 3, within: 24h }",
    good: "acknowledge: { by: architect, count: 2, within: 24h }",
  },
  severity: "error",
  needs: "config",
  run: (policy) => [
    ...policy.contracts.flatMap((one) => [...acknowledgers(one, policy), ...approvers(one, policy)]),
    ...overriders(policy),
  ],
};

function acknowledgers({ file, contract }: LintedContract, policy: LintedPolicy): LintFinding[] {
  const { by, count } = contract.acknowledge;
  const members = crew(by, policy, true);
  if (members === null || members.length === 0) return [];
  const place = { file, path: ["trigger", "acknowledge", "count"], at: "value" as const };
  if (members.length < count)
    return [
      {
        ...place,
        found: `${count} acknowledgements of \`${by}\`, which ${has(members.length)}`,
        needed: `a count of at most ${members.length}`,
        fix: "Add people or a team to the role, or lower `count`.",
      },
    ];
  const givers = contract.role.from === null ? null : crew(contract.role.from, policy, true);
  if (policy.config.acknowledgement.self || givers === null || givers.length === 0) return [];
  const left = largest(givers.map((giver) => members.filter((member) => !sameLogin(member, giver)).length));
  if (left >= count) return [];
  const found = `${acts(count)} of \`${by}\`, of which ${left === 0 ? "nobody is" : `only ${left} are`} left when the one who hands off does not count`;
  return [
    {
      ...place,
      found,
      needed: `${count} besides whoever hands off`,
      fix: "Add people to the role, or set `acknowledgement: { self: true }` in .github/baton.yml.",
    },
  ];
}

function approvers({ file, checks }: LintedContract, policy: LintedPolicy): LintFinding[] {
  return checks.flatMap((check): LintFinding[] => {
    const [role, count] = [param(check, "role"), param(check, "count")];
    if (check.spec.kind !== "approvals" || typeof role !== "string" || typeof count !== "number") return [];
    const members = crew(role, policy, false);
    if (members === null || members.length === 0 || members.length >= count) return [];
    const found = `${count} approvals of \`${role}\`, which ${has(members.length)}`;
    return [
      {
        file,
        path: [...check.path, "count"],
        at: "value",
        found,
        needed: `a count of at most ${members.length}`,
        fix: "Add people or a team to the role, or lower `count`.",
      },
    ];
  });
}

function overriders(policy: LintedPolicy): LintFinding[] {
  const { override } = policy.config;
  if (!policy.configFile || override?.second == null) return [];
  const [first, second] = [crew(override.by, policy, true), crew(override.second, policy, true)];
  if (first?.length !== 1 || second?.length !== 1 || !sameLogin(first[0] ?? "", second[0] ?? "")) return [];
  const found = `\`${override.second}\`, held only by the one person who holds \`${override.by}\``;
  return [
    {
      file: policy.configFile,
      path: ["override", "second"],
      at: "value",
      found,
      needed: "another person: nobody confirms their own override",
      fix: "Add somebody else to the role.",
      severity: "warning",
    },
  ];
}

/** Who in the role may act; null where teams make it unknowable. Bots act only where the policy lists them. */
function crew(role: string, { config }: LintedPolicy, takesBots: boolean): string[] | null {
  const found = Object.hasOwn(config.roles, role) ? config.roles[role] : undefined;
  if (!found || found.teams.length > 0) return null;
  const mayAct = (login: string): boolean =>
    !login.endsWith("[bot]") || (takesBots && config.acknowledgement.bots.some((bot) => sameLogin(bot, login)));
  return [...new Map(found.users.filter(mayAct).map((login) => [loginKey(login), login])).values()];
}

function has(count: number): string {
  return count === 1 ? "has one member" : `has ${count} members`;
}

function acts(count: number): string {
  return count === 1 ? "an acknowledgement" : `${count} acknowledgements`;
}
