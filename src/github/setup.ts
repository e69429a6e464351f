import { z } from "zod";
import type { Client } from "./client.js";
import { getAll } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

/** What an App, or an installation of it, may do and hears of. */
export interface Grants {
  permissions: Record<string, string>;
  events: string[];
}

/** What only the gate of deployments needs beside app.yml. Source: GitHub's documentation, "Creating custom deployment protection rules". */
export const OPT_IN: Grants = {
  permissions: { deployments: "write", actions: "read" },
  events: ["deployment_protection_rule", "deployment_status"],
};

/** The App as GitHub knows it. */
export interface AppSetup extends Grants {
  id: number;
  slug: string;
  /** Null for a server that does not tell. */
  owner: { login: string; isOrganization: boolean } | null;
}

/** Where GitHub sends webhooks to, and whether they are signed and the connection is checked. */
export interface HookSetup {
  url: string;
  signed: boolean;
  json: boolean;
  insecure: boolean;
}

/** The App in one repository. */
export interface InstallationSetup extends Grants {
  id: number;
  suspended: boolean;
  url: string;
}

/** The last attempt of a webhook delivery. */
export interface Delivered {
  event: string;
  status: string;
  code: number;
}

/** A check that is required before anything is merged into a branch; `appId` null: any App may report it. */
export interface RequiredCheck {
  name: string;
  appId: number | null;
}

const grants = { permissions: z.record(z.string(), z.string()).default({}), events: z.array(z.string()).default([]) };
const owner = z.object({ login: z.string(), type: z.string().optional() });
const appShape = z.object({ ...grants, id: z.number(), slug: z.string(), owner: owner.nullish() });
const hookShape = z.object({
  url: z.string().nullish(),
  secret: z.string().nullish(),
  content_type: z.string().nullish(),
  insecure_ssl: z.union([z.string(), z.number()]).nullish(),
});
const installationShape = z.object({ ...grants, id: z.number(), suspended_at: z.string().nullish(), html_url: z.string().default("") });
const attemptShape = z.object({ guid: z.string(), event: z.string(), status: z.string(), status_code: z.number() });
const ruleShape = z.object({
  type: z.string(),
  parameters: z
    .object({ required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.number().nullish() })).optional() })
    .nullish(),
});
const branchShape = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({ checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).optional() })
        .nullish(),
    })
    .nullish(),
});
const repositoryShape = z.object({ default_branch: z.string() });

/** Takes the App's own client; returns what GitHub knows of the App. Throws the client's faults. */
export async function appSetup(app: Client): Promise<AppSetup | null> {
  const answer = await app.get("GET /app", {});
  if (!answer) return null;
  const { owner: by, ...rest } = shaped(appShape, answer.data, "the App itself");
  return { ...rest, owner: by ? { login: by.login, isOrganization: by.type === "Organization" } : null };
}

/** Takes the App's own client; returns how its webhook is set up, null where the server does not tell. */
export async function hookSetup(app: Client): Promise<HookSetup | null> {
  const answer = await app.get("GET /app/hook/config", {});
  if (!answer) return null;
  const { url, secret, content_type, insecure_ssl } = shaped(hookShape, answer.data, "the webhook");
  return { url: url ?? "", signed: Boolean(secret), json: content_type === "json", insecure: String(insecure_ssl ?? "0") === "1" };
}

/** Takes the App's own client; returns the last attempt of each of the latest deliveries, null where the server keeps no log. */
export async function latestDeliveries(app: Client): Promise<Delivered[] | null> {
  const answer = await app.get("GET /app/hook/deliveries", { per_page: 100 }, { cached: false });
  if (!answer) return null;
  const latest = new Map<string, Delivered>();
  // Newest first: what was delivered again counts by its last attempt.
  for (const { guid, event, status, status_code: code } of shaped(z.array(attemptShape), answer.data, "the delivery log")) {
    if (!latest.has(guid)) latest.set(guid, { event, status, code });
  }
  return [...latest.values()];
}

/** Takes the App's own client and a repository; returns the installation that covers it, null when there is none. */
export async function installationSetup(app: Client, { owner: login, name }: Address): Promise<InstallationSetup | null> {
  const answer = await app.get("GET /repos/{owner}/{repo}/installation", { owner: login, repo: name });
  if (!answer) return null;
  const { suspended_at, html_url, ...rest } = shaped(installationShape, answer.data, "the installation");
  return { ...rest, suspended: Boolean(suspended_at), url: html_url };
}

/** Takes a repository; returns its default branch's name, null when the repository cannot be seen. */
export async function defaultBranch(client: Client, { owner: login, name }: Address): Promise<string | null> {
  const answer = await client.get("GET /repos/{owner}/{repo}", { owner: login, repo: name });
  return answer && shaped(repositoryShape, answer.data, "the repository").default_branch;
}

/** Takes a branch; returns the checks that rulesets and branch protection require there. */
export async function requiredChecks(client: Client, { owner: login, name }: Address, branch: string): Promise<RequiredCheck[]> {
  const parameters = { owner: login, repo: name, branch };
  const rules = await getAll(client, "GET /repos/{owner}/{repo}/rules/branches/{branch}", parameters, (data) =>
    shaped(z.array(ruleShape), data, "the branch's rules"),
  );
  const byRules = ((rules ?? []) as z.infer<typeof ruleShape>[]).flatMap((rule) => rule.parameters?.required_status_checks ?? []);
  const answer = await client.get("GET /repos/{owner}/{repo}/branches/{branch}", parameters);
  const byProtection = answer ? (shaped(branchShape, answer.data, "the branch").protection?.required_status_checks?.checks ?? []) : [];
  return [
    ...byRules.map(({ context, integration_id }) => ({ name: context, appId: integration_id ?? null })),
    // Branch protection says -1 where any App will do.
    ...byProtection.map(({ context, app_id }) => ({ name: context, appId: app_id === -1 ? null : (app_id ?? null) })),
  ];
}

/** Takes a branch; returns whether a ruleset lets only signed commits into it. Branch protection does not tell that to an App that may only read. */
export async function requiresSignatures(client: Client, { owner: login, name }: Address, branch: string): Promise<boolean> {
  const rules = await getAll(client, "GET /repos/{owner}/{repo}/rules/branches/{branch}", { owner: login, repo: name, branch }, (data) =>
    shaped(z.array(ruleShape), data, "the branch's rules"),
  );
  return ((rules ?? []) as z.infer<typeof ruleShape>[]).some(({ type }) => type === "required_signatures");
}

/** Takes `org/team`; returns how many active members it has, at most 100, null when it cannot be seen. */
export async function teamSize(client: Client, team: string): Promise<number | null> {
  const [org = "", team_slug = ""] = team.replace(/^@/, "").split("/");
  const answer = await client.get("GET /orgs/{org}/teams/{team_slug}/members", { org, team_slug, per_page: 100 });
  return answer && shaped(z.array(z.unknown()), answer.data, "the team's members").length;
}
