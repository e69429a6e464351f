import type { OtherRepository } from "../core/facts/other-repository.js";
import { z } from "zod";
import { TerminalFault } from "../core/basics/faults.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { repositoriesQuery } from "./alias-queries.js";
import { shaped, visibility } from "./shapes.js";

const NAME = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
/** More names than this are no hand-off; those beyond are not visible. */
const MAX_NAMES = 50;
const answer = z.record(
  z.string(),
  z.object({ id: z.string(), name: z.string(), owner: z.object({ login: z.string() }), visibility }).nullable(),
);

/** Takes names, `owner/name`; returns those that this App can see, by name in small letters. A former name leads to what has it now, or had it last. */
export async function repositoriesNamed(
  client: Client,
  cache: BoundedCache<OtherRepository | null>,
  names: readonly string[],
  fresh = false,
): Promise<ReadonlyMap<string, OtherRepository>> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => NAME.test(name)).slice(0, MAX_NAMES);
  const missing = wanted.filter((name) => fresh || cache.get(`${name}:`) === undefined);
  const asked = missing.length === 0 ? new Map<string, OtherRepository | null>() : await ask(client, missing);
  for (const [name, found] of asked) cache.set(`${name}:`, found);
  const known = wanted.map((name) => [name, asked.get(name) ?? cache.get(`${name}:`) ?? null] as const);
  return new Map(known.filter((entry): entry is [string, OtherRepository] => entry[1] !== null));
}

/** What GitHub refuses to tell of them is not visible, and asked again next time. */
async function ask(client: Client, names: readonly string[]): Promise<Map<string, OtherRepository | null>> {
  const parts = names.map((name) => name.split("/"));
  const variables = Object.fromEntries(
    parts.flatMap(([owner = "", name = ""], index) => [
      [`o${index}`, owner],
      [`n${index}`, name],
    ]),
  );
  try {
    const found = shaped(
      answer,
      await client.graphql(repositoriesQuery(names.length), variables, (path) => /^r\d+$/.test(path)),
      "repositories",
    );
    return new Map(names.map((name, index) => [name, toOther(found[`r${index}`] ?? null)]));
  } catch (error) {
    if (error instanceof TerminalFault) return new Map();
    throw error;
  }
}

function toOther(found: z.infer<typeof answer>[string]): OtherRepository | null {
  return found && { nodeId: found.id, owner: found.owner.login, name: found.name, visibility: found.visibility };
}
