import { itemKeys, pullsByKey, type ItemPart, type ReadKey, type Where } from "../../core/facts/read-keys.js";
import type { WorkKey } from "../../core/ports.js";
import type { Payload, RepositoryPayload } from "../payloads.js";
import { atPlace, inRepository, numbered, placeOf, type GitHubEvent, type Place } from "./event.js";

/** Actions after which others see something else of an issue; all else, such as its labels, is its own affair until its stage moves. */
const ISSUE = new Set(["opened", "closed", "reopened", "deleted", "transferred"]);
const PULL = new Set([...ISSUE, "converted_to_draft", "ready_for_review"]);

const itself = atPlace((payload, place) => [...numbered(place, payload.issue), ...transferred(payload, place)]);
const pull = atPlace((payload, place) => numbered(place, payload.pull_request));

export const issues: GitHubEvent = {
  work: itself,
  names: inRepository((payload, where) =>
    ofItem(where, payload.issue, ISSUE.has(payload.action ?? "") || isRetitled(payload) ? ["item"] : []),
  ),
};

export const issueComment: GitHubEvent = { work: itself };

export const pullRequest: GitHubEvent = {
  work: pull,
  names: inRepository((payload, where) => [...ofItem(where, payload.pull_request, pullParts(payload)), ...authorKeys(payload, where)]),
};

export const pullRequestReview: GitHubEvent = {
  work: pull,
  names: inRepository((payload, where) => ofItem(where, payload.pull_request, ["reviews"])),
};

export const subIssues: GitHubEvent = {
  work: atPlace((payload, place) => [
    ...at(place, payload.parent_issue_repo, payload.parent_issue),
    ...at(place, payload.sub_issue_repo, payload.sub_issue),
  ]),
};

export const issueDependencies: GitHubEvent = {
  work: atPlace((payload, place) => [
    ...at(place, payload.blocked_issue_repo, payload.blocked_issue),
    ...at(place, payload.blocking_issue_repo, payload.blocking_issue),
  ]),
};

function at(place: Place, repository: RepositoryPayload | null | undefined, item: { number: number } | null | undefined): WorkKey[] {
  return numbered(repository ? placeOf(place.installationId, repository) : place, item);
}

function transferred(payload: Payload, place: Place): WorkKey[] {
  const { new_issue, new_repository } = payload.changes ?? {};
  return new_issue && new_repository ? at(place, new_repository, new_issue) : [];
}

function ofItem(where: Where, item: { number: number } | null | undefined, parts: readonly ItemPart[]): ReadKey[] {
  return item ? parts.flatMap((part) => itemKeys(part, where, item.number)) : [];
}

/** A new one is the youngest, and changes nothing for the others of its author. */
function authorKeys({ action, pull_request: told }: Payload, { repositoryId }: Where): ReadKey[] {
  return told?.user && (action === "closed" || action === "reopened") ? [pullsByKey(repositoryId, told.user.login)] : [];
}

function isRetitled({ action, changes }: Payload): boolean {
  return action === "edited" && changes?.title !== undefined;
}

function pullParts(payload: Payload): ItemPart[] {
  const { action, changes } = payload;
  if (action === "synchronize") return ["head"];
  return PULL.has(action ?? "") || isRetitled(payload) || (action === "edited" && changes?.base !== undefined) ? ["item"] : [];
}
