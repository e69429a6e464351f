import { checkRun, checkSuite, mergeGroup, status } from "./checks.js";
import { deploymentProtectionRule, deploymentStatus } from "./deployments.js";
import type { GitHubEvent } from "./event.js";
import { issueComment, issueDependencies, issues, pullRequest, pullRequestReview, subIssues } from "./items.js";
import { member, membership, organization, team } from "./people.js";
import { push } from "./pushes.js";
import { installation, installationRepositories, label, repository } from "./repositories.js";

/** Every event that the App acts on, by the name GitHub gives it. A test holds app.yml against it. */
export const EVENTS: ReadonlyMap<string, GitHubEvent> = new Map([
  ["issues", issues],
  ["issue_comment", issueComment],
  ["pull_request", pullRequest],
  ["pull_request_review", pullRequestReview],
  ["issue_dependencies", issueDependencies],
  ["sub_issues", subIssues],
  ["label", label],
  ["push", push],
  ["check_run", checkRun],
  ["check_suite", checkSuite],
  ["merge_group", mergeGroup],
  ["status", status],
  ["repository", repository],
  ["member", member],
  ["membership", membership],
  ["team", team],
  ["organization", organization],
  ["deployment_protection_rule", deploymentProtectionRule],
  ["deployment_status", deploymentStatus],
  ["installation", installation],
  ["installation_repositories", installationRepositories],
]);
