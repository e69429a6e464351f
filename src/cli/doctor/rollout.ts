import { InstallationAway, TemporaryFault, TerminalFault } from "../../core/basics/faults.js";
import { count, firstRollout, rolloutTime, type Rollout } from "../../core/publishing/rollout.js";
import type { Policy } from "../../core/policy/types.js";
import { appHub } from "../../github/app-hub.js";
import { holdingsOf, type AskedRepository, type FoundHoldings } from "../../github/holdings.js";
import type { Connection, Hub } from "../../github/hub.js";
import { listInstallations, listRepositories } from "../../github/installations.js";
import { throughProxies } from "../../github/proxy.js";
import { installationSetup } from "../../github/setup.js";
import { tokenConnection } from "../../github/token.js";
import { labelStyles } from "../../render/labels.js";
import type { Progress } from "../common/progress.js";
import type { Access, RepositoryName } from "./doctor.js";
import { lookAtPolicy } from "./policy.js";

/** One repository, as a first rollout finds it. */
export interface RolloutRepository {
  /** `owner/name` */
  repository: string;
  /** Null where nothing governs, or it could not be read. */
  enforcement: Policy["enforcement"] | null;
  holdings: FoundHoldings | null;
  rollout: Rollout | null;
  /** Why it could not be read; null where it could. */
  unread: string | null;
}

/** One installation, which has a budget of writes of its own. */
export interface RolloutInstallation {
  account: string;
  repositories: RolloutRepository[];
  /** Milliseconds at least, by the budget of writes and by GitHub's limit of queries. */
  time: { writing: number; reading: number };
}

/** What is asked, beside with whose eyes. */
export interface RolloutQuestion {
  /** One repository alone; null: all of all installations. */
  repository: RepositoryName | null;
  /** What is taken for the policy of repositories that have none; null: nothing governs there. */
  policy: Policy | null;
  writesPerSecond: number;
  progress: Progress;
}

/** As many are counted by one query. */
const TOGETHER = 20;

/** Takes access and the question; returns each installation with what a first rollout would write there. Only reads. Throws what listing them throws. */
export async function lookAhead(access: Access, question: RolloutQuestion): Promise<RolloutInstallation[]> {
  if (access.as === "token") {
    const connection = tokenConnection(access.token, { baseUrl: access.baseUrl, ...throughProxies(access.proxies) });
    const { repository } = question;
    return repository ? [await ahead(connection, repository.owner, [repository], question)] : [];
  }
  const found: RolloutInstallation[] = [];
  for (const { account, connection, repositories } of await reached(appHub(access.settings), question))
    found.push(await ahead(connection, account, repositories, question));
  return found;
}

interface Reached {
  account: string;
  connection: Connection;
  repositories: RepositoryName[];
}

async function reached(hub: Hub, { repository, progress }: RolloutQuestion): Promise<Reached[]> {
  const app = await hub.app();
  if (repository) {
    const here = await installationSetup(app, repository);
    return here ? [{ account: repository.owner, connection: await hub.connect(here.id), repositories: [repository] }] : [];
  }
  const all: Reached[] = [];
  for (const { id, account, suspended } of await listInstallations(app)) {
    if (suspended) continue;
    progress(`Listing the repositories of ${account}`);
    const connection = await hub.connect(id);
    const repositories = await listRepositories(connection.client).catch((error: unknown) => {
      // It went away since the list was made.
      if (error instanceof InstallationAway) return [];
      throw error;
    });
    all.push({ account, connection, repositories: repositories.filter(({ archived }) => !archived) });
  }
  return all;
}

async function ahead(
  connection: Connection,
  account: string,
  names: readonly RepositoryName[],
  question: RolloutQuestion,
): Promise<RolloutInstallation> {
  const { progress, writesPerSecond } = question;
  const repositories: RolloutRepository[] = [];
  const governed: AskedRepository[] = [];
  for (const [index, { owner, name }] of names.entries()) {
    progress(`Reading the policy of ${owner}/${name} (${index + 1} of ${names.length})`);
    const { policy, unread } = await policyFor(connection, { owner, name }, question.policy);
    if (policy) governed.push({ owner, name, policy, labels: labelStyles(policy).map((style) => style.name) });
    else repositories.push({ repository: `${owner}/${name}`, enforcement: null, holdings: null, rollout: null, unread });
  }
  for (let from = 0; from < governed.length; from += TOGETHER) {
    progress(`Counting what ${account} holds (${from} of ${governed.length} repositories)`);
    for (const one of await counted(connection, governed.slice(from, from + TOGETHER))) repositories.push(one);
  }
  const loads = repositories.flatMap(({ holdings, rollout }) =>
    holdings && rollout ? [{ writes: count(rollout.now), open: holdings.issues + holdings.pulls }] : [],
  );
  return { account, repositories, time: rolloutTime(loads, writesPerSecond) };
}

async function policyFor(
  connection: Connection,
  repository: RepositoryName,
  otherwise: Policy | null,
): Promise<{ policy: Policy | null; unread: string | null }> {
  const { policy, diagnoses } = await lookAtPolicy(connection, repository);
  if (policy) return { policy, unread: null };
  const wrong = diagnoses.find(({ outcome }) => outcome === "fail" || outcome === "error");
  return wrong ? { policy: null, unread: `${wrong.name}: ${wrong.found}` } : { policy: otherwise, unread: null };
}

async function counted({ client }: Connection, asked: readonly AskedRepository[]): Promise<RolloutRepository[]> {
  const all = await holdingsOf(client, asked).catch((error: unknown) => {
    if (error instanceof TemporaryFault || error instanceof TerminalFault) return error.message;
    throw error;
  });
  return asked.map(({ owner, name, policy }, index) => {
    const holdings = typeof all === "string" ? null : (all[index] ?? null);
    const unread = typeof all === "string" ? all : holdings === null ? "it cannot be seen" : null;
    const rollout = holdings && firstRollout(policy, holdings);
    return { repository: `${owner}/${name}`, enforcement: policy.enforcement, holdings, rollout, unread };
  });
}
