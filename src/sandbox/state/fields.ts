import type { Account } from "./account-types.js";
import { touch } from "./change.js";
import { publishIssue } from "./issues.js";
import type { FieldContent, Issue, ProjectEntry } from "./types.js";
import { nextId } from "./world.js";
import type { World } from "./world.js";

/** Sets one of the organisation's issue fields, with its event; null takes the value away. */
export function setIssueField(world: World, issue: Issue, actor: Account, name: string, value: FieldContent | null): void {
  touch(world, issue);
  issue.fields = new Map(issue.fields);
  if (value === null) issue.fields.delete(name);
  else issue.fields.set(name, value);
  publishIssue(world, issue, actor, value === null ? "field_removed" : "field_added");
}

/** Sets a field of an item in a project, and puts it into the project first. Issues do not change by that, and send no event. */
export function setProjectField(
  world: World,
  issue: Issue,
  project: { title: string; owner: Account },
  name: string,
  value: FieldContent,
): void {
  const entry = issue.projects.find((one) => one.title === project.title && one.owner === project.owner) ?? enter(world, issue, project);
  entry.fields.set(name, value);
}

function enter(world: World, issue: Issue, project: { title: string; owner: Account }): ProjectEntry {
  const entry: ProjectEntry = { ...nextId(world, "PVTI"), ...project, fields: new Map([["Title", issue.title]]) };
  issue.projects = [...issue.projects, entry];
  return entry;
}
