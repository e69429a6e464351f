import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { FieldValue } from "../core/facts/snapshot.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

const option = z.object({ name: z.string() });
const fieldValue = z.object({
  issue_field_name: z.string().optional(),
  value: z.union([z.string(), z.number(), z.array(z.string())]).nullish(),
  single_select_option: option.nullish(),
  multi_select_options: z.array(option).nullish(),
});
type ListedValue = z.infer<typeof fieldValue>;

/** Takes an issue; returns the values of the organisation's issue fields by name, only those that are set, or why they are not known. */
export async function issueFields(client: Client, repository: Address, number: number): Promise<Known<Record<string, FieldValue>>> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/issue-field-values";
  return await orUnknown(async () => {
    const parameters = { owner: repository.owner, repo: repository.name, issue_number: number };
    const found = await getAll(client, route, parameters, (data) => shaped(z.array(fieldValue), data, "the issue's fields"));
    if (!found) return { known: false, reason: "this GitHub has no issue fields, or does not show them to this App" };
    return byName(found as ListedValue[]);
  });
}

function byName(listed: ListedValue[]): Known<Record<string, FieldValue>> {
  const fields = new Map<string, FieldValue>();
  for (const one of listed) {
    if (one.issue_field_name === undefined) return { known: false, reason: "this GitHub does not tell the names of issue fields" };
    fields.set(one.issue_field_name, valueOf(one));
  }
  return { known: true, value: Object.fromEntries(fields) };
}

function valueOf({ value, single_select_option: single, multi_select_options: several }: ListedValue): FieldValue {
  return single?.name ?? several?.map((one) => one.name) ?? value ?? null;
}
