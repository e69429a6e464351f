import type { Write } from "../core/facts/writes.js";
import type { Client, Parameters } from "./client.js";
import { fitReport } from "./limits.js";

type Review = Extract<Write, { kind: "review_deployment" }>;

/**
 * Answers or reports to a run that waits; a run that is gone needs neither. Source: GitHub's REST documentation, "Review custom deployment protection
 * rules for a workflow run".
 */
export async function reviewDeployment(client: Client, home: Parameters, { run, environment, state, comment }: Review): Promise<null> {
  const answer = { ...(state === null ? {} : { state }), comment: fitReport(comment) };
  await client.write(
    "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
    { ...home, run_id: run, environment_name: environment, ...answer },
    // Reports beyond GitHub's limit are not missed; an answer is.
    state === null ? [404, 410, 422] : [404, 410],
  );
  return null;
}
