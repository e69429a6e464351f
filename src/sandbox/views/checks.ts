import { fullName } from "../state/repositories.js";
import type { CheckRun, CheckSuite, Installation } from "../state/types.js";
import { iso } from "../state/world.js";
import type { World } from "../state/world.js";
import { userView } from "./accounts.js";
import { api, repoApi } from "./shape.js";
import type { Part } from "./shape.js";

/** The App itself. */
export function appView(world: World): Record<string, unknown> {
  const { app } = world;
  const bot = world.accounts.get(app.slug.toLowerCase());
  return {
    id: app.id,
    slug: app.slug,
    node_id: `A_${app.id}`,
    client_id: app.clientId,
    name: app.slug,
    owner: bot ? userView(world, bot) : null,
    external_url: world.url,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    permissions: app.permissions,
    events: app.events,
  };
}

/** An installation of the App. */
export function installationView(world: World, installation: Installation): Record<string, unknown> {
  const { account } = installation;
  return {
    id: installation.id,
    account: userView(world, account),
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: world.app.events,
    repository_selection: "selected",
    access_tokens_url: `${api(world)}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${api(world)}/installation/repositories`,
    html_url: `${world.url}/organizations/${account.login}/settings/installations/${installation.id}`,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.createdAt),
    suspended_at: iso(installation.suspendedAt),
    suspended_by: null,
    single_file_name: null,
  };
}

/** A check run. Requests from a fork name no pull requests, as on GitHub. */
export function checkRunView(world: World, run: CheckRun): Part<"check-run"> {
  const url = `${repoApi(world, run.repository)}/check-runs/${run.id}`;
  const { title, summary, text, annotations } = run.output;
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${world.url}/${fullName(run.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? world.url,
    status: run.status,
    conclusion: run.conclusion as never,
    started_at: iso(run.startedAt),
    completed_at: iso(run.completedAt),
    output: { title, summary, text, annotations_count: annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suite.id },
    app: appOf(world, run.suite) as never,
    pull_requests: pullsOf(world, run) as never,
  };
}

/** The App of a suite; of others not more than their name is known. */
function appOf(world: World, { app }: CheckSuite): Record<string, unknown> {
  return app === world.app.slug
    ? appView(world)
    : { id: 900_000 + app.length, slug: app, node_id: `A_${app}`, name: app, permissions: {}, events: [] };
}

function pullsOf(world: World, run: CheckRun): Record<string, unknown>[] {
  const open = [...run.repository.issues.values()].filter((one) => one.state === "open" && one.pull?.head.oid === run.headSha);
  return open.flatMap(({ pull, id, number, repository }) => {
    if (!pull || pull.headRepository !== repository) return [];
    const repo = { id: repository.id, url: repoApi(world, repository), name: repository.name };
    const base = { ref: pull.baseRef, sha: repository.branches.get(pull.baseRef)?.oid, repo };
    return [
      { id, number, url: `${repoApi(world, repository)}/pulls/${number}`, head: { ref: pull.headRef, sha: pull.head.oid, repo }, base },
    ];
  });
}

/** A check suite. */
export function checkSuiteView(world: World, suite: CheckSuite): Part<"check-suite"> {
  const runs = suite.repository.checkRuns.filter((run) => run.suite === suite);
  const done = runs.length > 0 && runs.every((run) => run.status === "completed");
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: done ? "completed" : "queued",
    conclusion: done ? (runs.at(-1)?.conclusion as never) : null,
    before: null,
    after: suite.headSha,
    pull_requests: [],
    app: appOf(world, suite) as never,
    created_at: iso(suite.createdAt),
    updated_at: iso(suite.createdAt),
    latest_check_runs_count: runs.length,
  };
}
