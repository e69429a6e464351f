import { addLabels, createLabel, deleteLabel, editLabel, findLabel, removeLabel } from "../../state/labels.js";
import type { Label, Repository } from "../../state/types.js";
import { labelView } from "../../views/repositories.js";
import { actorOf, issueOf, optionalText, requireRole, textOf } from "../call.js";
import type { Call, Reply } from "../call.js";
import { HttpError, invalid, notFound } from "../errors.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

const READ = ["issues:read", "pull_requests:read"];
const WRITE = ["issues:write", "pull_requests:write"];
const MAX_NAME = 50;
const MAX_DESCRIPTION = 100;

/** A repository's labels and an issue's. */
export const labelRoutes: Route[] = [
  repoRoute("GET", "/labels", READ, (call, repository) => ({ items: repository.labels.map((label) => labelView(call.world, label)) })),
  repoRoute("POST", "/labels", WRITE, create),
  repoRoute("GET", "/labels/:name", READ, (call, repository) => ({ body: labelView(call.world, labelOf(call, repository)) })),
  repoRoute("PATCH", "/labels/:name", WRITE, update),
  repoRoute("DELETE", "/labels/:name", WRITE, remove),
  repoRoute("GET", "/issues/:number/labels", READ, issueLabels),
  repoRoute("POST", "/issues/:number/labels", WRITE, addToIssue),
  repoRoute("DELETE", "/issues/:number/labels/:name", WRITE, removeFromIssue),
];

/** Reads a list of label names as GitHub takes them: strings, or objects with a name. Throws 422 otherwise. */
export function labelNames(value: unknown): string[] {
  if (!Array.isArray(value)) throw new HttpError(422, "Invalid request.\n\nInvalid input: data is not an array.");
  return value.map((one: unknown) => {
    const name = typeof one === "object" && one !== null && "name" in one ? one.name : one;
    if (typeof name !== "string" || name.trim() === "" || name.length > MAX_NAME) throw invalid("Label", "name", "invalid");
    return name;
  });
}

function labelOf(call: Call, repository: Repository): Label {
  const label = findLabel(repository, call.params["name"] ?? "");
  if (!label) throw notFound();
  return label;
}

function create(call: Call, repository: Repository): Reply {
  requireRole(call, repository, "write");
  const [name = ""] = labelNames([textOf(call, "Label", "name")]);
  if (findLabel(repository, name)) throw invalid("Label", "name", "already_exists");
  const label = createLabel(call.world, repository, actorOf(call), { name, ...looks(call) });
  return { status: 201, body: labelView(call.world, label) };
}

function looks(call: Call): { color?: string; description?: string } {
  const color = optionalText(call, "Label", "color");
  const description = optionalText(call, "Label", "description");
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid("Label", "color", "invalid");
  const tooLong = description !== undefined && description.length > MAX_DESCRIPTION;
  if (tooLong) throw invalid("Label", "description", "custom", "description is too long (maximum is 100 characters)");
  return { color, description };
}

function update(call: Call, repository: Repository): Reply {
  requireRole(call, repository, "write");
  const label = labelOf(call, repository);
  const name = optionalText(call, "Label", "new_name") ?? optionalText(call, "Label", "name");
  const other = name === undefined ? undefined : findLabel(repository, name);
  if (other && other !== label) throw invalid("Label", "name", "already_exists");
  editLabel(call.world, label, actorOf(call), { name, ...looks(call) });
  return { body: labelView(call.world, label) };
}

function remove(call: Call, repository: Repository): Reply {
  requireRole(call, repository, "write");
  deleteLabel(call.world, labelOf(call, repository), actorOf(call));
  return { status: 204 };
}

function issueLabels(call: Call, repository: Repository): Reply {
  return { items: issueOf(call, repository).labels.map((label) => labelView(call.world, label)) };
}

function addToIssue(call: Call, repository: Repository): Reply {
  requireRole(call, repository, "triage");
  const issue = issueOf(call, repository);
  addLabels(call.world, issue, actorOf(call), labelNames(call.body["labels"]));
  return { body: issue.labels.map((label) => labelView(call.world, label)) };
}

function removeFromIssue(call: Call, repository: Repository): Reply {
  requireRole(call, repository, "triage");
  const issue = issueOf(call, repository);
  if (!removeLabel(call.world, issue, actorOf(call), call.params["name"] ?? "")) throw new HttpError(404, "Label does not exist");
  return { body: issue.labels.map((label) => labelView(call.world, label)) };
}
