import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { FieldValue } from "../core/facts/snapshot.js";
import { connectionOf } from "./shapes.js";

const field = z.object({ name: z.string() });
const value = z.object({
  __typename: z.string(),
  field: field.optional(),
  text: z.string().nullish(),
  number: z.number().nullish(),
  date: z.string().nullish(),
  option: z.string().nullish(),
  title: z.string().nullish(),
});
const projectItem = z.object({
  project: z.object({ owner: z.object({ login: z.string().optional() }) }),
  fieldValues: connectionOf(value),
});

/** The projects an item is in, as answered. */
export const projectItems = z.object({ projectItems: connectionOf(projectItem) });

type ProjectItem = z.infer<typeof projectItem>;

/**
 * Takes an item's projects as answered and the repository's owner; returns the values of their fields by name. Only the owner's own projects count:
 * anybody may put a public issue into a project of his own. Where several of them say different things, the value is the list of what they say.
 */
export function projectFieldsOf(answered: z.infer<typeof projectItems> | null, owner: string): Known<Record<string, FieldValue>> {
  if (!answered) return unknown("the item's projects are not visible to this App");
  const { pageInfo, nodes } = answered.projectItems;
  if (pageInfo.hasNextPage) return unknown("the item is in more than 20 projects");
  const visible = (nodes ?? []).filter((node) => node !== null);
  if (visible.length === 0 && (nodes ?? []).length > 0) return unknown("the item's projects are not visible to this App");
  const ours = visible.filter((node) => node.project.owner.login?.toLowerCase() === owner.toLowerCase());
  if (ours.some((node) => node.fieldValues.pageInfo.hasNextPage)) return unknown("a project has more than 50 fields");
  return { known: true, value: merged(ours) };
}

function merged(items: ProjectItem[]): Record<string, FieldValue> {
  const fields = new Map<string, Set<string | number>>();
  for (const item of items) {
    for (const node of item.fieldValues.nodes ?? []) {
      const said = node && (node.text ?? node.number ?? node.date ?? node.option ?? node.title);
      if (!node?.field || said === null || said === undefined) continue;
      fields.set(node.field.name, new Set([...(fields.get(node.field.name) ?? []), said]));
    }
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, oneOrList([...values])]));
}

function oneOrList(values: (string | number)[]): FieldValue {
  const [only = null] = values;
  return values.length > 1 ? values.map(String) : only;
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
