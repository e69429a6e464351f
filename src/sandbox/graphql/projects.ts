import type { FieldContent, Issue, ProjectEntry } from "../state/types.js";
import { actorNode } from "./actors.js";
import { connection } from "./connection.js";
import { demand } from "./context.js";
import type { Context } from "./context.js";

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The projects an item is in. Throws FORBIDDEN without the permission for the organisation's projects. */
export function projectItems(context: Context, issue: Issue) {
  const list = () => {
    demand(context, issue.repository, ["organization_projects:read"]);
    return issue.projects;
  };
  return connection(list, (entry) => entryNode(context, entry));
}

function entryNode(context: Context, entry: ProjectEntry): unknown {
  return {
    __typename: "ProjectV2Item",
    id: entry.nodeId,
    isArchived: false,
    project: { __typename: "ProjectV2", id: `PVT_${entry.id}`, title: entry.title, owner: () => actorNode(context, entry.owner) },
    fieldValues: connection(
      () => [...entry.fields],
      ([name, value]) => valueNode(name, value),
    ),
  };
}

function valueNode(name: string, value: FieldContent): unknown {
  const field = { __typename: "ProjectV2Field", name };
  if (name === "Title") return { __typename: "ProjectV2ItemFieldTextValue", field, text: value };
  if (typeof value === "number") return { __typename: "ProjectV2ItemFieldNumberValue", field, number: value };
  const text = String(value);
  if (DATE.test(text)) return { __typename: "ProjectV2ItemFieldDateValue", field, date: text };
  return { __typename: "ProjectV2ItemFieldSingleSelectValue", field, name: text };
}
