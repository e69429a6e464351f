import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import { TerminalFault } from "../core/basics/faults.js";
import type { IssueRef } from "../core/facts/snapshot.js";
import { getAll } from "./client.js";
import type { Client } from "./client.js";
import { shaped } from "./shapes.js";

/** The repository an item lives in, as routes want it. */
export interface Address {
  owner: string;
  name: string;
}

const issue = z.object({
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(["open", "closed"]),
  state_reason: z.enum(["completed", "not_planned", "duplicate", "reopened"]).nullish().catch(null),
  closed_at: z.iso.datetime({ offset: true }).nullable(),
  html_url: z.string(),
  repository_url: z.string(),
  repository: z.object({ node_id: z.string() }).nullish(),
});

/** Takes an issue; returns the issues it is blocked by, or why they are not known. A passing fault is thrown: a retry may know. */
export async function blockedBy(client: Client, repository: Address, number: number): Promise<Known<IssueRef[]>> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by";
  return await orUnknown(async () => {
    const parameters = { owner: repository.owner, repo: repository.name, issue_number: number };
    const found = await getAll(client, route, parameters, (data) => shaped(z.array(z.unknown()), data, "the dependencies"));
    if (!found) return { known: false, reason: "GitHub does not tell this issue's dependencies" };
    return { known: true, value: found.map((one) => toRef(shaped(issue, one, "a dependency"))) };
  });
}

const typed = z.object({ type: z.object({ name: z.string() }).nullish() });

/** Takes an issue; returns the name of its type, null when it has none. */
export async function issueType(client: Client, repository: Address, number: number): Promise<Known<string | null>> {
  return await orUnknown(async () => {
    const answer = await client.get("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      owner: repository.owner,
      repo: repository.name,
      issue_number: number,
    });
    if (!answer) return { known: false, reason: "the issue cannot be read" };
    return { known: true, value: shaped(typed, answer.data, "the issue's type").type?.name ?? null };
  });
}

/** Takes a look-up; returns its result, or an unknown when GitHub refuses for good. Throws a `TemporaryFault` as it is. */
export async function orUnknown<T>(look: () => Promise<Known<T>>): Promise<Known<T>> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof TerminalFault) return { known: false, reason: error.message };
    throw error;
  }
}

function toRef(one: z.infer<typeof issue>): IssueRef {
  return {
    nodeId: one.node_id,
    repositoryId: one.repository?.node_id ?? "",
    repository: one.repository_url.split("/").slice(-2).join("/"),
    number: one.number,
    title: one.title,
    state: one.state,
    stateReason: one.state_reason ?? null,
    closedAt: one.closed_at === null ? null : Date.parse(one.closed_at),
    url: one.html_url,
  };
}
