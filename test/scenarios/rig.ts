import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openStage, type Stage } from "../../src/cli/demo/stage.js";

const ROOT = join(import.meta.dirname, "../..");

/** The contracts this repository ships, as files of a repository. */
export function shippedContracts(): Record<string, string> {
  const folder = join(ROOT, "contracts");
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => [`contracts/${name}`, readFileSync(join(folder, name), "utf8")]),
  );
}

export const CONFIG = `version: 1
lifecycle: dpos
initial: discover
enforcement: block
roles:
  pm: { teams: [acme/data-pm] }
  architect: { teams: [acme/architects] }
  engineer: { users: [eli] }
  qa: { users: [quinn] }
  release-manager: { users: [olga] }
  ethics-owner: { users: [olga] }
  portfolio-owner: { users: [omar] }
  lead: { users: [lea] }
override: { by: portfolio-owner, second: lead }
pull_requests: { allowed_stages: [decide, build, test, ship] }
`;

export interface Rig extends Stage {
  repo: string;
}

/** A repository of `acme` with policy, people and the App at work. */
export async function openRig(wish: { config?: string; files?: Record<string, string> } = {}): Promise<Rig> {
  const stage = await openStage(process.env["RIG_LOG"] ? { logLevel: process.env["RIG_LOG"] } : {});
  const { hub } = stage;
  hub.createOrganization("acme");
  hub.createUser("pia", "ana", "ben", "omar", "eve", "lea", "eli", "quinn", "olga");
  hub.createTeam("acme", "data-pm", { members: ["pia"] });
  hub.createTeam("acme", "architects", { members: ["ana"] });
  hub.createTeam("acme", "junior-architects", { members: ["ben"], parent: "architects" });
  const files = wish.files ?? { ".github/baton.yml": wish.config ?? CONFIG, ...shippedContracts() };
  const collaborators = { pia: "write", ana: "write", ben: "write", omar: "triage", lea: "write", eli: "write", quinn: "write", olga: "write", eve: "read" } as const;
  const repo = hub.createRepository({ owner: "acme", name: "insights", files: { "README.md": "# Insights\n", ...files }, collaborators });
  await stage.quiet();
  return { ...stage, repo };
}

/** The living comment's text, without its hidden lines. */
export function living(rig: Rig, number: number): string {
  const comments = rig.hub.issue(rig.repo, number).comments.filter((comment) => comment.body.includes("<!-- baton:living -->"));
  if (comments.length !== 1) throw new Error(`${comments.length} living comments`);
  return (comments[0]?.body ?? "").replace(/<!--[\s\S]*?-->/g, "").trim();
}
