import { readTexts, type Texts } from "../core/texts.js";
import { parsePartKey, partText, partTitle } from "../core/content.js";
import { sha256 } from "../core/digest.js";
import { spellings } from "../core/document/names.js";
import { flipOf, standingOf } from "../core/flips.js";
import type { ItemAfterMerge, ItemsAfterMerge } from "../core/items-after-merge.js";
import type { ItemRecord } from "../core/handoff/record.js";
import { acksIn } from "../core/handoff/state.js";
import type { Policy } from "../core/policy/types.js";
import type { ItemRead, Overlay, StoredItem, WorkKey } from "../core/ports.js";
import { completeUnder } from "./complete-under.js";
import type { AppContext, RepositoryAccess } from "./context.js";

/** Each costs a few reads. */
const MOST_ITEMS = 50;
const MOST_KNOWN = 1000;

/** Takes the policy in force and the one that would be; returns what becomes of the open items that it concerns. */
export async function itemsUnder(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey,
  before: Policy,
  after: Policy,
): Promise<ItemsAfterMerge> {
  return await lookAtItems(
    context,
    access,
    key,
    ({ record }) => isConcerned(record, before, after),
    async (read, record) => {
      const was = standingOf(before, await completeUnder(context, access, read, before, record), record, context.now());
      const is = standingOf(after, await completeUnder(context, access, read, after, record), record, context.now());
      return { flip: flipOf(was, is), drift: [], voidsAcks: false };
    },
  );
}

/** Takes the policy and the files a pull request changes; returns what becomes of the open items that link them. */
export async function itemsWith(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey,
  policy: Policy,
  overlay: Overlay,
): Promise<ItemsAfterMerge> {
  const links = ({ record }: StoredItem) => pathsOf(record).some((path) => spellings(path).some((each) => overlay.paths.has(each)));
  return await lookAtItems(context, access, key, links, async (read, record) => {
    const now = await completeUnder(context, access, read, policy, record);
    const then = await completeUnder(context, access, read, policy, record, { overlay });
    const flip = flipOf(standingOf(policy, now, record, context.now()), standingOf(policy, then, record, context.now()));
    const acked = acksIn(record.handoff).length > 0;
    const texts = { before: readTexts(now), after: readTexts(then) };
    const changed = changedParts(Object.keys(record.parts), texts);
    return { flip, drift: drifting(record, texts).map(partTitle), voidsAcks: acked && changed.length > 0 };
  });
}

type Look = (read: ItemRead, record: ItemRecord) => Promise<Omit<ItemAfterMerge, "number" | "title">>;

async function lookAtItems(
  context: AppContext,
  access: RepositoryAccess,
  key: WorkKey,
  concerns: (item: StoredItem) => boolean,
  look: Look,
): Promise<ItemsAfterMerge> {
  const { found, total } = await context.store.loadGoverned(key.repositoryId, MOST_KNOWN);
  const concerned = found.filter(({ item }) => concerns(item));
  const items: ItemAfterMerge[] = [];
  for (const { key: other, item } of concerned.slice(0, MOST_ITEMS)) {
    const read = other.kind === "item" ? await access.reader.item(other.number) : null;
    if (!read || read.snapshot.item.state === "closed") continue;
    const { number, title } = read.snapshot.item;
    items.push({ number, title, ...(await look(read, item.record)) });
  }
  return { items, leftOut: Math.max(0, concerned.length - MOST_ITEMS) + (total - found.length) };
}

// What stays as it is for everybody, and for the item's stage, changes nothing for it.
function isConcerned({ stage }: ItemRecord, before: Policy, after: Policy): boolean {
  const demands = ({ contracts, ...policy }: Policy) => {
    const ahead = contracts.filter((contract) => contract.stage.from === stage).map(({ digest }) => digest);
    return JSON.stringify([ahead, policy.lifecycle, policy.roles, policy.enforcement, policy.acknowledgement]);
  };
  return demands(before) !== demands(after);
}

function pathsOf(record: ItemRecord): string[] {
  const keys = [...Object.keys(record.parts), ...Object.keys(record.handedOff)];
  return keys.flatMap((key) => parsePartKey(key)?.path ?? []);
}

type BeforeAndAfter = Record<"before" | "after", Texts>;

function drifting(record: ItemRecord, texts: BeforeAndAfter): string[] {
  return changedParts(Object.keys(record.handedOff), texts).filter((key) => {
    const ref = parsePartKey(key);
    return ref !== null && record.handedOff[key] === sha256(partText(ref, texts.before.byPath));
  });
}

function changedParts(keys: readonly string[], { before, after }: BeforeAndAfter): string[] {
  return keys.filter((key) => {
    const ref = parsePartKey(key);
    return ref !== null && partText(ref, before.byPath) !== partText(ref, after.byPath);
  });
}
