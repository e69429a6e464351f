/** What GitHub documents that its operations take in their address, beside what stands in the path. The others take nothing. */
const QUERIES: ReadonlyMap<string, readonly string[]> = new Map([
  ["GET /app/installations", ["per_page", "page", "since", "outdated"]],
  ["GET /app/hook/deliveries", ["per_page", "cursor", "status"]],
  ["GET /installation/repositories", ["per_page", "page"]],
  ["GET /user/installations", ["per_page", "page"]],
  ["GET /user/installations/:id/repositories", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/comments", ["since", "per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/comments", ["sort", "direction", "since", "per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/comments/:id/reactions", ["content", "per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/reactions", ["content", "per_page", "page"]],
  [
    "GET /repos/:owner/:repo/issues",
    [
      "milestone",
      "state",
      "assignee",
      "type",
      "creator",
      "mentioned",
      "issue_field_values",
      "labels",
      "sort",
      "direction",
      "since",
      "per_page",
      "page",
    ],
  ],
  ["GET /repos/:owner/:repo/labels", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/labels", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/dependencies/blocked_by", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/dependencies/blocking", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/sub_issues", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/issues/:number/issue-field-values", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/pulls", ["state", "head", "base", "sort", "direction", "per_page", "page"]],
  ["GET /repos/:owner/:repo/pulls/:number/files", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/pulls/:number/commits", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/pulls/:number/reviews", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/commits/:sha/pulls", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/check-runs/:id/annotations", ["per_page", "page"]],
  ["GET /repos/:owner/:repo/commits/:ref/check-runs", ["check_name", "status", "filter", "per_page", "page", "app_id"]],
  ["GET /repos/:owner/:repo/commits/:ref/check-suites", ["app_id", "check_name", "per_page", "page"]],
  ["GET /repos/:owner/:repo/git/trees/*sha", ["recursive"]],
  ["GET /repos/:owner/:repo/contents/*path", ["ref"]],
  ["GET /repos/:owner/:repo/commits", ["sha", "path", "author", "committer", "since", "until", "per_page", "page"]],
  ["GET /repos/:owner/:repo/commits/:ref", ["page", "per_page"]],
  ["GET /repos/:owner/:repo/compare/*range", ["page", "per_page"]],
  ["GET /repos/:owner/:repo/activity", ["direction", "per_page", "before", "after", "ref", "actor", "time_period", "activity_type"]],
  ["GET /orgs/:org/teams", ["per_page", "page", "team_type"]],
  ["GET /orgs/:org/teams/:slug/members", ["role", "per_page", "page"]],
  ["GET /repos/:owner/:repo/rules/branches/:branch", ["per_page", "page"]],
]);

/** Takes an operation's method, its pattern and the names in an address; returns those that GitHub does not document for it. */
export function undocumented(method: string, pattern: string, names: Iterable<string>): string[] {
  const known = QUERIES.get(`${method} ${pattern}`) ?? [];
  return [...names].filter((name) => !known.includes(name));
}
