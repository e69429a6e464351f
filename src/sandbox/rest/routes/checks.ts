import { createCheckRun, rerequest, updateCheckRun } from "../../state/checks.js";
import type { CheckRunWish } from "../../state/checks.js";
import { resolveCommit } from "../../state/repositories.js";
import { checksOn } from "../../state/statuses.js";
import type { CheckRun, Repository } from "../../state/types.js";
import { checkRunView, checkSuiteView } from "../../views/checks.js";
import { actorOf, textOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { HttpError, notAccessible, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";
import { readCheckRun } from "./check-input.js";

const READ = ["checks:read"];
const WRITE = ["checks:write"];

/** Check runs and suites. */
export const checkRoutes: Route[] = [
  repoRoute("POST", "/check-runs", WRITE, create),
  repoRoute("GET", "/check-runs/:id", READ, (call, repository) => ({ body: checkRunView(call.world, runOf(call, repository)) })),
  repoRoute("PATCH", "/check-runs/:id", WRITE, update),
  repoRoute("GET", "/check-runs/:id/annotations", READ, (call, repository) => ({ items: runOf(call, repository).output.annotations })),
  repoRoute("POST", "/check-runs/:id/rerequest", WRITE, again),
  repoRoute("GET", "/commits/:ref/check-runs", READ, ofCommit),
  repoRoute("GET", "/commits/:ref/check-suites", READ, suites),
];

function onlyApps(call: Call): void {
  if (call.caller.kind !== "installation") throw new HttpError(403, "You must authenticate via a GitHub App.");
}

function create(call: Call, repository: Repository): Reply {
  onlyApps(call);
  const name = textOf(call, "CheckRun", "name");
  const sha = textOf(call, "CheckRun", "head_sha");
  if (!resolveCommit(call.world, repository, sha)) throw new HttpError(422, `No commit found for SHA: ${sha}`);
  const run = createCheckRun(call.world, repository, actorOf(call), sha, name, readCheckRun(call));
  return { status: 201, body: checkRunView(call.world, run) };
}

function runOf(call: Call, repository: Repository): CheckRun {
  const run = repository.checkRuns.find((one) => one.id === Number(call.params["id"]));
  if (!run) throw notFound();
  return run;
}

function update(call: Call, repository: Repository): Reply {
  if (call.caller.kind !== "installation") throw notAccessible("checks=write");
  const run = runOf(call, repository);
  const wish: CheckRunWish = readCheckRun(call);
  // Annotations are added to those that are there.
  if (wish.output) wish.output.annotations = [...run.output.annotations, ...wish.output.annotations];
  updateCheckRun(call.world, run, actorOf(call), wish);
  return { body: checkRunView(call.world, run) };
}

function again(call: Call, repository: Repository): Reply {
  rerequest(call.world, runOf(call, repository), actorOf(call));
  return { status: 201, body: {} };
}

function ofCommit(call: Call, repository: Repository): Reply {
  const sha = commitOf(call, repository);
  const [name, app, status] = [call.query.get("check_name"), call.query.get("app_id"), call.query.get("status")];
  const isAsked = (run: CheckRun) => app === null || (Number(app) === call.world.app.id && run.suite.app === call.world.app.slug);
  const wanted = (run: CheckRun) => isAsked(run) && (name === null || run.name === name) && (status === null || run.status === status);
  const all = repository.checkRuns.filter((run) => run.headSha === sha);
  const kept = call.query.get("filter") === "all" ? all : checksOn(repository, sha);
  return {
    key: "check_runs",
    items: kept
      .filter(wanted)
      .toReversed()
      .map((run) => checkRunView(call.world, run)),
  };
}

function suites(call: Call, repository: Repository): Reply {
  const sha = commitOf(call, repository);
  const found = repository.checkSuites.filter((suite) => suite.headSha === sha);
  return { key: "check_suites", items: found.map((suite) => checkSuiteView(call.world, suite)) };
}

function commitOf(call: Call, repository: Repository): string {
  const ref = call.params["ref"] ?? "";
  const commit = resolveCommit(call.world, repository, ref);
  if (!commit) throw new HttpError(422, `No commit found for SHA: ${ref}`);
  return commit.oid;
}
