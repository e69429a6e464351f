import { requiredChecks } from "../../state/branch-rules.js";
import { appRoute, repoRoute } from "../router.js";
import type { Route } from "../router.js";

/** How the App and the repository are set up: the webhook, and what branches require. */
export const setupRoutes: Route[] = [
  appRoute("GET", "/app/hook/config", (call) => ({
    body: { content_type: "json", insecure_ssl: "0", secret: "********", url: call.hookUrl() ?? "" },
  })),
  repoRoute("GET", "/rules/branches/:branch", ["metadata:read"], ({ params }, repository) => {
    const checks = requiredChecks(repository, params["branch"] ?? "");
    const required = checks.map(({ context, integrationId }) => ({
      context,
      ...(integrationId === null ? {} : { integration_id: integrationId }),
    }));
    const parameters = { strict_required_status_checks_policy: false, required_status_checks: required };
    const source = { ruleset_source_type: "Repository", ruleset_source: `${repository.owner.login}/${repository.name}`, ruleset_id: 1 };
    return { items: checks.length === 0 ? [] : [{ type: "required_status_checks", parameters, ...source }] };
  }),
];
