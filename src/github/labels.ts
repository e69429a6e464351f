import { z } from "zod";
import { labelKey } from "../core/basics/names.js";
import { Unwhole } from "../core/basics/faults.js";
import type { Caches } from "./caches.js";
import { getAll, type Client } from "./client.js";
import type { Address } from "./dependencies.js";
import { shaped } from "./shapes.js";

const shape = z.array(z.object({ name: z.string() }));

/** Key of a label in the cache of labels that a repository is known to have. */
export function knownLabel(repository: Address, name: string): string {
  return `${`${repository.owner}/${repository.name}`.toLowerCase()}:${labelKey(name)}`;
}

/** Takes a repository; notes all its labels at once, so that none has to be asked for singly, and returns their names, null when they are too many. */
export async function noteLabels(client: Client, caches: Pick<Caches, "labels">, repository: Address): Promise<string[] | null> {
  const parameters = { owner: repository.owner, repo: repository.name };
  const found = await getAll(client, "GET /repos/{owner}/{repo}/labels", parameters, (data) => shaped(shape, data, "the labels")).catch(
    unlessTooMany,
  );
  if (found === "too many") return null;
  const names = ((found ?? []) as z.infer<typeof shape>).map((label) => label.name);
  for (const name of names) caches.labels.set(knownLabel(repository, name), name);
  return names;
}

function unlessTooMany(error: unknown): "too many" {
  if (error instanceof Unwhole) return "too many";
  throw error;
}
