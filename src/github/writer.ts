import { sameLabel } from "../core/basics/names.js";
import type { Writer } from "../core/ports.js";
import { TerminalFault } from "../core/basics/faults.js";
import type { LabelStyle, Write } from "../core/facts/writes.js";
import { z } from "zod";
import type { Caches } from "./caches.js";
import type { Client, Parameters } from "./client.js";
import { fitComment } from "./limits.js";
import type { Address } from "./dependencies.js";
import { knownLabel } from "./labels.js";
import { reviewDeployment } from "./write-deployment.js";
import { createCheckRun, updateCheckRun } from "./write-check.js";
import { idOf, numberOf, update } from "./write.js";

/** What a writer for one repository needs. */
export interface WriterDeps {
  client: Client;
  caches: Pick<Caches, "labels">;
  repository: Address;
  /** The only labels that may be put on or taken off: the policy's own. */
  labels: string[];
  /** The kill switch: asked before every single write. */
  enabled: () => boolean;
  /** Told of every write the kill switch held back. */
  onSkipped?: (number: number, write: Write) => void;
  /** Asked before every single write; throws when there were too many of them lately. */
  admit?: (number: number, write: Write) => void;
  /** Told of every write that was carried out. */
  onWritten?: ((write: Write) => void) | undefined;
}

/** Takes its dependencies; returns the writer of one repository. */
export function createWriter(deps: WriterDeps): Writer {
  return {
    async item(number, writes) {
      for (const write of writes) refuseForeignLabel(write, deps.labels);
      const ids: (number | null)[] = [];
      const refusals: unknown[] = [];
      for (const write of writes) ids.push(await admitted(deps, number, write, refusals));
      if (refusals.length > 0) throw refusals[0];
      return ids;
    },
  };
}

function refuseForeignLabel(write: Write, allowed: string[]): void {
  const name =
    write.kind === "add_label" || write.kind === "create_label" ? write.label.name : write.kind === "remove_label" ? write.name : null;
  if (name !== null && !allowed.some((label) => sameLabel(label, name))) {
    throw new TerminalFault(`The label "${name.slice(0, 60)}" is not among those that Baton may write`);
  }
}

/** A write that is not admitted keeps none of the others back: what makes a check red may be admitted after it. */
async function admitted(deps: WriterDeps, number: number, write: Write, refusals: unknown[]): Promise<number | null> {
  if (!deps.enabled()) {
    deps.onSkipped?.(number, write);
    return null;
  }
  try {
    deps.admit?.(number, write);
  } catch (refusal) {
    refusals.push(refusal);
    return null;
  }
  const id = await carryOut(deps, number, write);
  deps.onWritten?.(write);
  return id;
}

async function carryOut(deps: WriterDeps, number: number, write: Write): Promise<number | null> {
  const { client } = deps;
  const home = { owner: deps.repository.owner, repo: deps.repository.name };
  switch (write.kind) {
    case "create_label":
      await createLabel(deps, home, write.label);
      return null;
    case "add_label":
      return await addLabel(deps, home, number, write.label);
    case "remove_label":
      await client.write(
        "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
        { ...home, issue_number: number, name: write.name },
        [404, 410],
      );
      return null;
    case "unassign":
      return await unassign(client, { ...home, issue_number: number, assignees: write.accounts });
    case "react":
      // A comment that is gone needs no reaction.
      await client.write(
        "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        { ...home, comment_id: write.commentId, content: write.content },
        [404, 410],
      );
      return null;
    case "create_comment":
      return idOf(
        await client.write("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          ...home,
          issue_number: number,
          body: fitComment(write.body),
        }),
      );
    case "update_comment":
      return await update(client, "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...home,
        comment_id: write.commentId,
        body: fitComment(write.body),
      });
    case "create_issue":
      return numberOf(await client.write("POST /repos/{owner}/{repo}/issues", { ...home, title: write.title, body: write.body }));
    case "update_issue":
      return await update(client, "PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...home,
        issue_number: write.number,
        body: write.body,
      });
    case "review_deployment":
      return await reviewDeployment(client, home, write);
    case "create_check_run":
      return await createCheckRun(client, home, write.run);
    case "update_check_run":
      return await updateCheckRun(client, home, write.id, write.run);
  }
}

async function unassign(client: Client, parameters: Parameters): Promise<null> {
  await client.write("DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees", parameters, [404, 410, 422]);
  return null;
}

async function addLabel(deps: WriterDeps, home: Parameters, number: number, label: LabelStyle): Promise<null> {
  const name = await ensureLabel(deps, home, label);
  const answer = await deps.client.write("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
    ...home,
    issue_number: number,
    labels: [name],
  });
  if (!madeInPassing(answer, name)) return null;
  await deps.client.write("PATCH /repos/{owner}/{repo}/labels/{name}", { ...home, ...styleOf({ ...label, name }) }, [404]);
  return null;
}

const onItem = z.array(z.object({ name: z.string(), color: z.string(), description: z.string().nullish() }));

/** Somebody deleted the label a moment ago: GitHub made it anew as it was put on, grey and without a word. */
function madeInPassing(answer: unknown, name: string): boolean {
  const found = onItem.safeParse(answer).data?.find((label) => sameLabel(label.name, name));
  return found?.color === "ededed" && !found.description;
}

function styleOf(label: LabelStyle): LabelStyle {
  return { name: label.name, color: label.color.replace(/^#/, ""), description: label.description.slice(0, 100) };
}

/** GitHub would create a missing label by itself, grey and without a word. Returns the label's name as the repository writes it. */
async function ensureLabel(deps: WriterDeps, home: Parameters, label: LabelStyle): Promise<string> {
  const key = knownLabel(deps.repository, label.name);
  const written = deps.caches.labels.get(key);
  if (written !== undefined) return written;
  const known = await deps.client.get("GET /repos/{owner}/{repo}/labels/{name}", { ...home, name: label.name });
  if (known) deps.caches.labels.set(key, label.name);
  else await createLabel(deps, home, label);
  return label.name;
}

async function createLabel(deps: WriterDeps, home: Parameters, label: LabelStyle): Promise<void> {
  const key = knownLabel(deps.repository, label.name);
  if (deps.caches.labels.get(key) !== undefined) return;
  await deps.client.write("POST /repos/{owner}/{repo}/labels", { ...home, ...styleOf(label) }, [422]);
  deps.caches.labels.set(key, label.name);
}
