import { findAccount } from "../../state/accounts.js";
import type { Deployment } from "../../state/deployment-types.js";
import { isWaiting } from "../../state/deployments.js";
import type { Repository } from "../../state/types.js";
import { userView } from "../../views/accounts.js";
import { repoApi } from "../../views/shape.js";
import { actorOf, optionalText, textOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { HttpError, invalid, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

/** How often an App may report on one deployment, and how much. */
const MOST_REPORTS = 10;
const LONGEST_REPORT = 1024;

/** Runs that wait for protection rules, and what Apps answer them. */
export const deploymentRoutes: Route[] = [
  repoRoute("GET", "/actions/runs/:run/pending_deployments", ["actions:read"], pending),
  repoRoute("GET", "/actions/runs/:run/approvals", ["actions:read"], approvals),
  repoRoute("POST", "/actions/runs/:run/deployment_protection_rule", ["deployments:write"], review),
];

function ofRun(call: Call, repository: Repository): Deployment[] {
  const found = repository.deployments.filter(({ run }) => run === Number(call.params["run"]));
  if (found.length === 0) throw notFound();
  return found;
}

function environmentView(call: Call, repository: Repository, { environment, id }: Deployment): Record<string, unknown> {
  const url = `${repoApi(call.world, repository)}/environments/${encodeURIComponent(environment)}`;
  return { id, node_id: `EN_${id}`, name: environment, url, html_url: url };
}

function pending(call: Call, repository: Repository): Reply {
  const waiting = ofRun(call, repository).filter(isWaiting);
  return {
    body: waiting.map((one) => ({
      environment: environmentView(call, repository, one),
      wait_timer: 0,
      wait_timer_started_at: null,
      current_user_can_approve: false,
      reviewers: [],
    })),
  };
}

function approvals(call: Call, repository: Repository): Reply {
  const app = findAccount(call.world, `${call.world.app.slug}[bot]`);
  return {
    body: ofRun(call, repository).flatMap((one) => {
      const answer = one.protection?.answer;
      if (!answer || !app) return [];
      const { state, comment } = answer;
      return [{ environments: [environmentView(call, repository, one)], state, user: userView(call.world, app), comment }];
    }),
  };
}

/** An App answers its own rule, or reports on it without answering. */
function review(call: Call, repository: Repository): Reply {
  actorOf(call);
  const environment = textOf(call, "DeploymentProtectionRule", "environment_name");
  const state = optionalText(call, "DeploymentProtectionRule", "state");
  const comment = state === undefined ? textOf(call, "DeploymentProtectionRule", "comment") : (optionalText(call, "", "comment") ?? "");
  if (comment.length > LONGEST_REPORT) throw invalid("DeploymentProtectionRule", "comment", "custom", "comment is too long");
  const found = ofRun(call, repository).find((one) => one.environment === environment && isWaiting(one));
  if (!found?.protection) throw new HttpError(422, "No pending deployment protection rule for this environment");
  if (state === undefined) {
    if (found.protection.reports.length >= MOST_REPORTS) throw new HttpError(422, "Too many status reports");
    found.protection.reports.push(comment);
    return { status: 204 };
  }
  if (state !== "approved" && state !== "rejected") throw invalid("DeploymentProtectionRule", "state", "invalid");
  found.protection.answer = { state, comment, at: call.world.now() };
  return { status: 204 };
}
