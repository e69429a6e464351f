import { deploymentsKey } from "../../core/facts/read-keys.js";
import type { WorkKey } from "../../core/ports.js";
import type { Payload } from "../payloads.js";
import { atPlace, inRepository, type GitHubEvent, type Place } from "./event.js";

/** Of all that the address says only the run is taken: where requests go is not for a delivery to say. */
const CALLBACK = /\/actions\/runs\/(\d{1,15})\/deployment_protection_rule$/;

/** A deployment asks whether it may go on. */
export const deploymentProtectionRule: GitHubEvent = {
  optIn: true,
  work: atPlace(asked),
};

/** Others may go on once one succeeded. */
export const deploymentStatus: GitHubEvent = {
  optIn: true,
  names: inRepository(({ deployment }, { repositoryId }) =>
    deployment?.environment ? [deploymentsKey(repositoryId, deployment.environment)] : [],
  ),
};

function asked({ action, environment, deployment, deployment_callback_url: callback }: Payload, place: Place): WorkKey[] {
  const run = CALLBACK.exec(callback ?? "")?.[1];
  if (action !== "requested" || !environment || !deployment || run === undefined) return [];
  return [{ ...place, kind: "deployment", id: deployment.id, run: Number(run), environment, sha: deployment.sha }];
}
