import type { Account } from "./account-types.js";
import { installationOf } from "./app.js";
import type { CheckRun, CheckSuite, Commit, Repository } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

/** Makes the App's check suite for a pushed commit, with its event, where the App is installed. */
export function announceChecks(world: World, repository: Repository, commit: Commit, branch: string | null, sender: Account): void {
  if (!installationOf(world, repository)) return;
  if (repository.checkSuites.some((suite) => suite.headSha === commit.oid && suite.app === world.app.slug)) return;
  const checkSuite = suiteFor(world, repository, commit.oid, branch, world.app.slug);
  world.publish({ event: "check_suite", action: "requested", sender, repository, checkSuite });
}

/** An App's suite of a commit, made when it is not there. */
function suiteFor(world: World, repository: Repository, headSha: string, headBranch: string | null, app: string): CheckSuite {
  const existing = repository.checkSuites.find((suite) => suite.headSha === headSha && suite.app === app);
  if (existing) return existing;
  const suite: CheckSuite = { ...nextId(world, "CS"), type: "CheckSuite", repository, headSha, headBranch, app, createdAt: world.now() };
  repository.checkSuites.push(register(world, suite));
  return suite;
}

function branchAt(repository: Repository, sha: string): string | null {
  return [...repository.branches].find(([, commit]) => commit.oid === sha)?.[0] ?? null;
}

export type CheckRunWish = Partial<
  Pick<CheckRun, "name" | "externalId" | "detailsUrl" | "status" | "conclusion" | "output" | "actions" | "completedAt">
>;

/** Creates a check run for a commit, of the App itself or of another that is named, with its event; returns it. */
export function createCheckRun(
  world: World,
  repository: Repository,
  sender: Account,
  headSha: string,
  name: string,
  wish: CheckRunWish,
  app = world.app.slug,
): CheckRun {
  const run: CheckRun = register(world, {
    ...nextId(world, "CR"),
    type: "CheckRun",
    repository,
    suite: suiteFor(world, repository, headSha, branchAt(repository, headSha), app),
    name,
    headSha,
    externalId: "",
    detailsUrl: null,
    status: "queued",
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
    actions: [],
  });
  apply(world, run, wish);
  repository.checkRuns.push(run);
  world.publish({ event: "check_run", action: "created", sender, repository, checkRun: run });
  if (run.status === "completed") world.publish({ event: "check_run", action: "completed", sender, repository, checkRun: run });
  return run;
}

/** Changes a check run; completing it sends the event. */
export function updateCheckRun(world: World, run: CheckRun, sender: Account, wish: CheckRunWish): void {
  const was = run.status;
  apply(world, run, wish);
  if (was === "completed" || run.status !== "completed") return;
  world.publish({ event: "check_run", action: "completed", sender, repository: run.repository, checkRun: run });
}

function apply(world: World, run: CheckRun, wish: CheckRunWish): void {
  for (const [key, value] of Object.entries(wish)) if (value !== undefined) Object.assign(run, { [key]: value });
  if (run.conclusion !== null) run.status = "completed";
  if (run.status === "completed") run.completedAt ??= world.now();
}

/** A person pressed "Re-run". Only the App whose run it is hears of it. */
export function rerequest(world: World, run: CheckRun, sender: Account): void {
  if (run.suite.app !== world.app.slug) return;
  world.publish({ event: "check_run", action: "rerequested", sender, repository: run.repository, checkRun: run });
}

/** A person pressed one of the run's own buttons. */
export function requestAction(world: World, run: CheckRun, sender: Account, identifier: string): void {
  const requestedAction = { identifier };
  world.publish({ event: "check_run", action: "requested_action", sender, repository: run.repository, checkRun: run, requestedAction });
}
