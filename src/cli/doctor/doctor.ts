import type { Settings } from "../../app/settings/settings.js";
import type { Hub } from "../../github/hub.js";
import { appHub } from "../../github/app-hub.js";
import type { Connection } from "../../github/hub.js";
import type { PinStore } from "../../github/pins.js";
import { throughProxies, type Proxies } from "../../github/proxy.js";
import { defaultBranch, type Grants } from "../../github/setup.js";
import { tokenConnection } from "../../github/token.js";
import { lookAtApp, type Pages } from "./app.js";
import { lookAtConnection } from "./connection.js";
import { lookAtDeployments } from "./deployments.js";
import { looking, unseen, well, type Diagnosis } from "./diagnosis.js";
import { lookAtExemptions } from "./exempt.js";
import { lookAtInstallation } from "./installation.js";
import { manifest } from "./manifest.js";
import { lookAtLabels, lookAtPolicy } from "./policy.js";
import { lookAtRequiredCheck } from "./required.js";
import { lookAtRoles } from "./roles.js";

/** A repository by name. */
export interface RepositoryName {
  owner: string;
  name: string;
}

/** Whose eyes to look with: the App's own, or somebody's token. */
export type Access =
  | { as: "app"; settings: Pick<Settings, "appId" | "privateKey" | "baseUrl" | "proxies" | "writesPerSecond"> }
  | { as: "token"; token: string; baseUrl: string | undefined; proxies: Proxies | null };

/** Takes access, a repository when one is asked about, and what is remembered of its policy's logins; returns everything that was looked at. */
export async function examine(access: Access, repository: RepositoryName | null, pins: PinStore | null): Promise<Diagnosis[]> {
  const baseUrl = access.as === "app" ? access.settings.baseUrl : access.baseUrl;
  const { proxies } = access.as === "app" ? access.settings : access;
  const { reachable, diagnoses } = await lookAtConnection(baseUrl ?? "https://api.github.com", proxies);
  // Without an answer everything else would fail alike.
  const rest = reachable ? await examineWith(access, repository, { pages: pagesOf(baseUrl), pins }) : [];
  return access.as === "app" ? [SET, ...diagnoses, ...rest] : [...diagnoses, ...rest];
}

const SET = well("Settings", "secrets", "APP_ID, the private key and WEBHOOK_SECRET are set");

async function examineWith(access: Access, repository: RepositoryName | null, aids: Aids): Promise<Diagnosis[]> {
  if (access.as === "app") return await examineAsApp(appHub(access.settings), repository, aids);
  const unknown = unseen(
    "App",
    "credentials",
    "only the App can tell of itself",
    "Set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET to look with its eyes.",
  );
  const connection = tokenConnection(access.token, { baseUrl: access.baseUrl, ...throughProxies(access.proxies) });
  return [unknown, ...(repository ? await examineRepository(connection, repository, null, aids) : [])];
}

/** What looking at a repository needs beside a connection. */
interface Aids {
  pages: Pages;
  pins: PinStore | null;
  /** What the App may do in the repository; left out where only the App could tell. */
  granted?: Grants;
}

async function examineAsApp(hub: Hub, repository: RepositoryName | null, aids: Aids): Promise<Diagnosis[]> {
  const { pages } = aids;
  const needed = manifest();
  const client = await hub.app();
  const { app, diagnoses } = await lookAtApp(client, needed, pages);
  if (!app || !repository) return diagnoses;
  const here = await lookAtInstallation(client, app, repository, needed, pages);
  if (!here.installation) return [...diagnoses, ...here.diagnoses];
  const connection = await hub.connect(here.installation.id);
  return [
    ...diagnoses,
    ...here.diagnoses,
    ...(await examineRepository(connection, repository, app.id, { ...aids, granted: here.installation })),
  ];
}

async function examineRepository(
  connection: Connection,
  repository: RepositoryName,
  appId: number | null,
  { pages, pins, granted }: Aids,
): Promise<Diagnosis[]> {
  const { policy, diagnoses } = await lookAtPolicy(connection, repository, pins);
  const people = policy ? await lookAtRoles(connection.client, policy, pages) : [];
  const labels = policy ? await lookAtLabels(connection, repository, policy, pages) : [];
  const required = await looking(
    "Required check",
    "baton",
    async () => {
      const branch = await defaultBranch(connection.client, repository);
      if (branch === null) return [];
      const exemptions = policy ? await lookAtExemptions(connection.client, { ...repository, branch }, policy, pages) : [];
      return [...(await lookAtRequiredCheck(connection.client, { ...repository, branch, appId, policy, pages })), ...exemptions];
    },
    "Try again later.",
  );
  const deployments = policy && granted ? lookAtDeployments(policy, granted, pages.isCloud) : [];
  return [...diagnoses, ...labels, ...people, ...required, ...deployments];
}

function pagesOf(baseUrl: string | undefined): Pages {
  const isCloud = baseUrl === undefined || /^https:\/\/api\.github\.com\/?$/.test(baseUrl);
  return { isCloud, web: isCloud ? "https://github.com" : baseUrl.replace(/\/api\/v3\/?$/, "") };
}
