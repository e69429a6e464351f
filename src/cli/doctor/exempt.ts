import type { Policy } from "../../core/policy/types.js";
import type { Client } from "../../github/client.js";
import { requiresSignatures } from "../../github/setup.js";
import type { Pages } from "./app.js";
import { looking, odd, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Exemptions";

/** Takes a client, the default branch and the policy; returns what its exemptions rest on. */
export async function lookAtExemptions(
  client: Client,
  where: { owner: string; name: string; branch: string },
  policy: Policy,
  { web }: Pages,
): Promise<Diagnosis[]> {
  return [...sinceWhen(policy), ...(await lookAtAuthors(client, where, policy, web))];
}

function sinceWhen({ governsSince }: Policy): Diagnosis[] {
  if (governsSince === null) return [];
  const day = new Date(governsSince).toISOString();
  return [well(GROUP, "governs_since", `only reported: items opened before ${day}; of pull requests, those with no commit dated since`)];
}

/** GitHub gives a commit to whoever's e-mail address stands in it; only a signature proves it. */
async function lookAtAuthors(
  client: Client,
  where: { owner: string; name: string; branch: string },
  { pullRequests: { exempt }, enforcement }: Policy,
  web: string,
): Promise<Diagnosis[]> {
  if (exempt.authors.length === 0 || enforcement === "observe") return [];
  const help = `Require signed commits on ${web}/${where.owner}/${where.name}/settings/rules.`;
  const look = async () => {
    if (await requiresSignatures(client, where, where.branch))
      return [well(GROUP, "authors", `only signed commits get into ${where.branch}`)];
    const found = `whoever may push to their pull requests can commit in the name of ${exempt.authors.slice(0, 5).join(", ")}`;
    return [odd(GROUP, "authors", found, `a ruleset that requires signed commits on ${where.branch}, or nobody exempt`, help)];
  };
  return await looking(GROUP, "authors", look, "Try again later.");
}
