import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import { TerminalFault } from "../core/basics/faults.js";
import type { Snapshot } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import { projectFieldsOf, projectItems } from "./projects.js";
import { askedPull, commitChecksOf, pullsOf, reviewsOf } from "./pulls.js";
import { ASKED_QUERY } from "./query.js";
import { shaped } from "./shapes.js";

/** Facts about an item's pull requests and projects. */
export type AskedFact = "reviews" | "commitChecks" | "projectFields";
type AskedFacts = Partial<Pick<Snapshot, AskedFact>>;

/** GitHub takes 100 ids at once; more pull requests than this are no hand-off. */
const MAX_PULLS = 50;
const HIDDEN = { known: false, reason: "a linked pull request is not visible to this App" } as const;
const TOO_MANY = { known: false, reason: `more than ${MAX_PULLS} pull requests are linked` } as const;
const answerShape = z.object({ item: projectItems.nullish(), pulls: z.array(askedPull.nullable()) });

/** Takes an item as read, the App's slug and what gates ask; returns just that, by one query, or why it is not known. Throws a `TemporaryFault` as it is. */
export async function askedFacts(client: Client, read: Snapshot, slug: string, asked: AskedFact[]): Promise<AskedFacts> {
  if (asked.length === 0) return {};
  try {
    return await askTogether(client, read, slug, asked);
  } catch (error) {
    if (!(error instanceof TerminalFault)) throw error;
    const [only, ...others] = asked;
    if (only && others.length === 0) return { [only]: { known: false, reason: error.message } };
    // One of them may be refused: it does not keep the others from being known.
    const alone = await Promise.all(asked.map((one) => askedFacts(client, read, slug, [one])));
    return Object.fromEntries(alone.flatMap((one) => Object.entries(one))) as AskedFacts;
  }
}

async function askTogether(client: Client, read: Snapshot, slug: string, asked: AskedFact[]): Promise<AskedFacts> {
  const wants = (fact: AskedFact) => asked.includes(fact);
  const ids = wants("reviews") || wants("commitChecks") ? pullsOf(read) : [];
  const asksNothing = ids.length === 0 && !wants("projectFields");
  const { item, pulls } = asksNothing ? { item: null, pulls: [] } : await ask(client, read.item.nodeId, ids.slice(0, MAX_PULLS), wants);
  const seen = pulls.filter((pull) => pull !== null);
  const ofPulls = async <T>(look: () => Promise<Known<T>>): Promise<Known<T>> =>
    ids.length > MAX_PULLS ? TOO_MANY : seen.length < pulls.length ? HIDDEN : await look();
  return {
    ...(wants("reviews") ? { reviews: await ofPulls(() => reviewsOf(client, seen, slug)) } : {}),
    ...(wants("commitChecks") ? { commitChecks: await ofPulls(() => commitChecksOf(client, seen)) } : {}),
    ...(wants("projectFields") ? { projectFields: projectFieldsOf(item ?? null, read.repository.owner) } : {}),
  };
}

async function ask(client: Client, item: string, pulls: string[], wants: (fact: AskedFact) => boolean) {
  const variables = { item, pulls, reviews: wants("reviews"), checks: wants("commitChecks"), projects: wants("projectFields") };
  const mayBeAbsent = (path: string) => path === "item" || /^pulls\/\d+$/.test(path);
  return shaped(answerShape, await client.graphql(ASKED_QUERY, variables, mayBeAbsent), "the pull requests' reviews and checks");
}
