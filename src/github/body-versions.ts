import type { Actor } from "../core/facts/actor.js";
import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import type { BodyVersion } from "../core/facts/evidence.js";
import type { Item } from "../core/facts/snapshot.js";
import type { Client } from "./client.js";
import { orUnknown } from "./dependencies.js";
import { collect, complete } from "./pages.js";
import type { ConnectionPage } from "./pages.js";
import { BODY_EDITS_QUERY } from "./query.js";
import { actor, connectionOf, shaped, time } from "./shapes.js";

/** More than this is not read: neither versions, nor characters of them all. */
const MOST_VERSIONS = 200;
const MOST_TEXT = 4_000_000;

const edit = z.object({ editedAt: time, deletedAt: time.nullable(), diff: z.string().nullable(), editor: actor.nullish() });
const history = z.object({
  includesCreatedEdit: z.boolean(),
  userContentEdits: connectionOf(edit).nullable(),
});
const answerShape = z.object({ node: history });

/** GitHub calls it a difference; what it gives is the whole text after the edit. */
type Edit = z.infer<typeof edit>;
type Written = Pick<Item, "nodeId" | "author" | "body" | "createdAt" | "lastEditedAt" | "editCount">;

/**
 * Takes an item as read; returns every version of its body, oldest first, or why they are not known. The list is believed only where it proves
 * itself: it reaches from the creation to exactly the body that was read. An item that was never edited costs no request.
 */
export async function bodyVersions(client: Client, item: Written): Promise<Known<BodyVersion[]>> {
  if (item.editCount === 0 && item.lastEditedAt === null)
    return { known: true, value: [{ at: item.createdAt, text: item.body, ...(item.author && { by: item.author }) }] };
  // An edit comes with the text that was there before it.
  if (item.editCount < 2) return unknown("GitHub does not list the edits of the body");
  if (item.editCount > MOST_VERSIONS) return unknown(`the body has more than ${MOST_VERSIONS} versions`);
  return await orUnknown(async () => {
    const { edits, isWhole } = await readEdits(client, item.nodeId);
    // What was written since the item was read is none of this reading's business.
    const seen = edits.slice(Math.max(0, edits.length - item.editCount));
    return isWhole ? judged(item, seen) : unknown("GitHub does not tell what the body said at first");
  });
}

async function readEdits(client: Client, id: string): Promise<{ edits: Edit[]; isWhole: boolean }> {
  let isWhole = true;
  const page = async (after: string | null): Promise<ConnectionPage<Edit>> => {
    const { node } = shaped(answerShape, await client.graphql(BODY_EDITS_QUERY, { id, after }), "the edits of the body");
    isWhole &&= node.includesCreatedEdit && node.userContentEdits !== null;
    return node.userContentEdits ?? { pageInfo: { hasNextPage: false }, nodes: [] };
  };
  return { edits: complete(await collect(await page(null), page, "edits of the body"), "edits of the body"), isWhole };
}

/** Takes the edits, newest first. */
function judged(item: Written, edits: readonly Edit[]): Known<BodyVersion[]> {
  if (edits.length < item.editCount) return unknown("GitHub lists fewer edits of the body than it counts");
  if (edits.some((one) => one.deletedAt !== null)) return unknown("a version of the body was deleted from its history");
  if (edits[0]?.editedAt !== item.lastEditedAt) return unknown("the last listed edit of the body is not its last");
  const versions: BodyVersion[] = [];
  let size = 0;
  for (const [index, { editedAt, diff, editor }] of edits.toReversed().entries()) {
    const isFirst = index === 0;
    // Only a body that was empty at first has no text.
    if (diff === null && !isFirst) return unknown("GitHub does not tell what a version of the body said");
    size += diff?.length ?? 0;
    if (size > MOST_TEXT) return unknown("the versions of the body are too long to be read");
    const by = isFirst ? item.author : writerOf(editor ?? null);
    versions.push({ at: isFirst ? item.createdAt : editedAt, text: diff ?? "", ...(by && { by }) });
  }
  if (versions.some(({ at }, index) => at < (versions[index - 1]?.at ?? at))) return unknown("the edits of the body are out of order");
  if (!sameText(versions.at(-1)?.text ?? "", item.body)) return unknown("the last listed edit does not hold the body");
  return { known: true, value: versions };
}

function writerOf(editor: z.infer<typeof actor> | null): Actor | null {
  if (!editor?.databaseId) return null;
  const { __typename: type, login, databaseId: id } = editor;
  return { login: type === "Bot" ? login.replace(/\[bot\]$/, "") : login, id, type, isSelf: false };
}

function sameText(a: string, b: string): boolean {
  return withPlainEnds(a) === withPlainEnds(b);
}

// Forms send CR LF, and GitHub keeps either.
function withPlainEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
