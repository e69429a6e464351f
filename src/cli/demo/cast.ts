import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { CONFIG_PATH, CONTRACTS } from "../../core/policy/paths.js";
import type { Hub } from "../../sandbox/index.js";

const SHIPPED = fileURLToPath(new URL("../../../contracts", import.meta.url));

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

/** Sets the scene: an organisation with people and teams, and a repository with the shipped contracts. Returns `owner/name`. */
export function setScene(hub: Hub): string {
  hub.createOrganization("acme");
  hub.createUser("paula", "ana", "omar", "eli", "eve", "quinn", "rita", "emil");
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

/** The contracts that come with Baton, by path in a repository. Throws when the installation lacks them. */
export function shippedContracts(): Record<string, string> {
  const names = readdirSync(SHIPPED).filter((name) => name.endsWith(".yml"));
  return Object.fromEntries(names.map((name) => [`${CONTRACTS}/${name}`, readFileSync(join(SHIPPED, name), "utf8")]));
}
