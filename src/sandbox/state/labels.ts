import type { Account } from "./account-types.js";
import { record, touch } from "./change.js";
import type { Issue, Label, Repository } from "./types.js";
import { nextId, register } from "./world.js";
import type { World } from "./world.js";

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Finds a repository's label, letters' case aside. */
export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((label) => same(label.name, name));
}

/** Creates a label with its event; returns it. */
export function createLabel(
  world: World,
  repository: Repository,
  sender: Account,
  wish: { name: string; color?: string; description?: string | null },
): Label {
  const label: Label = register(world, {
    ...nextId(world, "LA"),
    type: "Label",
    repository,
    name: wish.name,
    color: wish.color ?? "ededed",
    description: wish.description ?? null,
    isDefault: false,
    createdAt: world.now(),
    updatedAt: world.now(),
  });
  repository.labels.push(label);
  world.publish({ event: "label", action: "created", sender, repository, label });
  return label;
}

/** Renames, recolours or describes a label, with its event. */
export function editLabel(
  world: World,
  label: Label,
  sender: Account,
  wish: { name?: string; color?: string; description?: string | null },
): void {
  const changes: Record<string, unknown> = {};
  for (const key of ["name", "color", "description"] as const) {
    const value = wish[key];
    if (value === undefined || value === label[key]) continue;
    changes[key] = { from: label[key] };
    Object.assign(label, { [key]: value, updatedAt: world.now() });
  }
  world.publish({ event: "label", action: "edited", sender, repository: label.repository, label, changes });
}

/** Deletes a label everywhere; issues that had it lose it and say so, as on GitHub. */
export function deleteLabel(world: World, label: Label, sender: Account): void {
  const { repository } = label;
  for (const issue of repository.issues.values()) removeLabel(world, issue, sender, label.name);
  repository.labels = repository.labels.filter((one) => one !== label);
  world.publish({ event: "label", action: "deleted", sender, repository, label });
}

/** Adds labels to an issue; those the repository lacks are created. */
export function addLabels(world: World, issue: Issue, actor: Account, names: string[]): void {
  for (const name of names) {
    const label = findLabel(issue.repository, name) ?? createLabel(world, issue.repository, actor, { name });
    if (issue.labels.includes(label)) continue;
    touch(world, issue);
    issue.labels.push(label);
    record(world, issue, actor, "LabeledEvent", { label });
    publishLabel(world, issue, actor, "labeled", label);
  }
}

/** Takes a label off an issue; returns false when it was not there. */
export function removeLabel(world: World, issue: Issue, actor: Account, name: string): boolean {
  const label = issue.labels.find((one) => same(one.name, name));
  if (!label) return false;
  touch(world, issue);
  issue.labels = issue.labels.filter((one) => one !== label);
  record(world, issue, actor, "UnlabeledEvent", { label });
  publishLabel(world, issue, actor, "unlabeled", label);
  return true;
}

function publishLabel(world: World, issue: Issue, sender: Account, action: string, label: Label): void {
  world.publish({ event: issue.pull ? "pull_request" : "issues", action, sender, repository: issue.repository, issue, label });
}
