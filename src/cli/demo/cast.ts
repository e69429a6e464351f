import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { AGENTS_FOLDER, CONFIG_PATH, CONTRACTS, ROLES } from "../../core/policy/paths.js";
import type { Hub } from "../../sandbox/index.js";

const SHIPPED = fileURLToPath(new URL("../../../contracts", import.meta.url));

/** The account of the agent that the second act is about. */
export const SCANNER = "market-scanner[bot]";

/** The configuration of the repository that the demo plays in. */
export const DEMO_CONFIG = `version: 1
lifecycle: dpos
initial: discover
enforcement: block
roles:
  pm: { teams: [acme/data-pm] }
  architect: { teams: [acme/architects] }
  engineer: { users: [eli] }
  qa: { users: [quinn] }
  release-manager: { users: [rita] }
  ethics-owner: { users: [emil] }
  portfolio-owner: { users: [omar] }
override: { by: portfolio-owner, second: architect }
calendar: { timezone: Europe/Berlin, days: [mon, tue, wed, thu, fri], hours: "09:00-17:00" }
pull_requests: { allowed_stages: [build, test, ship] }
`;

/** The people of the demo, each with the role that the configuration gives them. */
export const PEOPLE = {
  paula: "pm",
  ana: "architect",
  omar: "portfolio-owner",
  eli: "engineer",
  eve: "no role",
  quinn: "qa",
  rita: "release-manager",
  emil: "ethics-owner",
} as const;

/** Sets the scene: an organisation with people and teams, and a repository with the shipped contracts. Returns `owner/name`. */
export function setScene(hub: Hub): string {
  hub.createOrganization("acme");
  for (const [login, role] of Object.entries(PEOPLE)) hub.createUser({ login, bio: role });
  hub.createTeam("acme", "data-pm", { members: ["paula"] });
  hub.createTeam("acme", "architects", { members: ["ana"] });
  return hub.createRepository({
    owner: "acme",
    name: "insights",
    files: { "README.md": "# Insights\n", [CONFIG_PATH]: DEMO_CONFIG, ...shippedContracts() },
    collaborators: {
      paula: "write",
      ana: "write",
      omar: "triage",
      eli: "write",
      eve: "triage",
      quinn: "write",
      rita: "write",
      emil: "triage",
    },
  });
}

const MONTH_MS = 30 * 86_400_000;

/**
 * Sets the scene of the second act: a repository that is a month old, with all the policy that ships, whose product manager has agents, and rests on
 * figures that analytics publishes there. Returns `owner/name`.
 */
export function setAgentScene(hub: Hub): string {
  hub.createOrganization("acme");
  hub.createUser("paula", "ana", "omar", "eli", "ada", SCANNER);
  return hub.createRepository({
    owner: "acme",
    name: "markets",
    files: {
      "README.md": "# Markets\n",
      [CONFIG_PATH]: DEMO_CONFIG.replace("teams: [acme/data-pm]", "users: [paula]").replace("teams: [acme/architects]", "users: [ana]"),
      ...rolesPolicy(),
      ...usageReport("1,100"),
    },
    collaborators: { paula: "write", ana: "write", omar: "triage", eli: "write", ada: "write", [SCANNER]: "write" },
    createdAt: Date.now() - MONTH_MS,
  });
}

const ANALYTICS = `apiVersion: baton/v1
kind: Role
id: analytics
name: Analytics
purpose: Says how the product is used.
people: { users: [ada] }
produces:
  - { id: usage-report, name: Usage report, to: [pm], by: { document: "docs/usage/**/*.md" }, cadence: 1w, checks: [{ check: section, section: Figures }] }
`;

/** The contracts, roles and agents that ship, where figures come from a role instead of from outside, and the first hand-off rests on them; by path. */
export function rolesPolicy(): Record<string, string> {
  const shipped = { ...shippedContracts(), ...shippedIn("roles", ROLES), ...shippedIn("agents", AGENTS_FOLDER) };
  const [pm, contract] = [`${ROLES}/pm.yml`, `${CONTRACTS}/discover-to-decide.yml`];
  const gate = "gates:\n  - { id: figures, title: The usage report is fresh, check: artefact, artefact: usage-report }\n";
  return {
    ...shipped,
    [pm]: (shipped[pm] ?? "").replace("from: { external: Analytics }", "from: analytics"),
    [contract]: (shipped[contract] ?? "").replace("gates:\n", gate),
    [`${ROLES}/analytics.yml`]: ANALYTICS,
  };
}

/** The report that analytics publishes, as files. */
export function usageReport(exports: string): Record<string, string> {
  return { "docs/usage/report.md": `# Usage\n\n## Figures\n\n${exports} exports a week.\n` };
}

/** The contracts that come with Baton, by path in a repository. Throws when the installation lacks them. */
export function shippedContracts(): Record<string, string> {
  return shippedIn("", CONTRACTS);
}

/** Takes an agent's id and what to change in its file; returns the file that ships with the change, by path in a repository. */
export function shippedAgent(id: string, change: (text: string) => string): Record<string, string> {
  const path = `${AGENTS_FOLDER}/${id}.yml`;
  return { [path]: change(shippedIn("agents", AGENTS_FOLDER)[path] ?? "") };
}

function shippedIn(folder: string, at: string): Record<string, string> {
  const names = readdirSync(join(SHIPPED, folder)).filter((name) => name.endsWith(".yml"));
  return Object.fromEntries(names.map((name) => [`${at}/${name}`, readFileSync(join(SHIPPED, folder, name), "utf8")]));
}
