import { sameLogin } from "../core/basics/names.js";
import { z } from "zod";
import type { Pin } from "../core/policy/types.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { accountsQuery } from "./alias-queries.js";
import { shaped } from "./shapes.js";

const PER_QUERY = 100;

const person = z.object({ login: z.string(), databaseId: z.number().nullable() }).nullish();
const people = z.record(z.string(), person);
const account = z.object({ login: z.string(), id: z.number() });

/**
 * Takes logins; returns the number of each account, null where nobody has the login, unknown where GitHub refuses. People are found a hundred at
 * a time, a bot (`x[bot]`) alone: only REST finds one by its login.
 */
export async function accountsOf(client: Client, logins: readonly string[]): Promise<Map<string, Pin>> {
  const wanted = [...new Set(logins)];
  const found = new Map<string, Pin>();
  const persons = wanted.filter((login) => !isBot(login));
  for (let start = 0; start < persons.length; start += PER_QUERY) {
    for (const [login, pin] of await askPeople(client, persons.slice(start, start + PER_QUERY))) found.set(login, pin);
  }
  for (const login of wanted.filter(isBot)) found.set(login, await orUnknown(async () => await askOne(client, login)));
  return found;
}

function isBot(login: string): boolean {
  return login.toLowerCase().endsWith("[bot]");
}

async function askPeople(client: Client, logins: readonly string[]): Promise<Map<string, Pin>> {
  const variables = Object.fromEntries(logins.map((login, index) => [`l${index}`, login]));
  const answered = await orUnknown(async () => {
    const answer = await client.graphql(accountsQuery(logins.length), variables, (path) => /^l\d+$/.test(path));
    return { known: true, value: shaped(people, answer, "the accounts of the policy's people") };
  });
  return new Map(logins.map((login, index) => [login, answered.known ? pinOf(login, answered.value[`l${index}`]) : answered]));
}

function pinOf(login: string, found: z.infer<typeof person>): Pin {
  return { known: true, value: found && sameLogin(found.login, login) ? found.databaseId : null };
}

async function askOne(client: Client, username: string): Promise<Pin> {
  const answer = await client.get("GET /users/{username}", { username });
  const found = answer && shaped(account, answer.data, "an account");
  return { known: true, value: found && sameLogin(found.login, username) ? found.id : null };
}
