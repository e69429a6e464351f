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
import { listOpenItems } from "../github/installations.js";
import type { FoundItem } from "../store/items.js";
import { completeUnder } from "./complete-under.js";
import type { AppContext, RepositoryAccess } from "./context.js";

/** Each costs a few reads. Of a changed policy they are told; of documents the check rests on them. */
const MOST_TOLD = 50;
const MOST_JUDGED = 200;
const PER_PAGE = 500;

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
    MOST_TOLD,
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
  return await lookAtItems(context, access, key, MOST_JUDGED, links, async (read, record) => {
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
  most: number,
  concerns: (item: StoredItem) => boolean,
  look: Look,
): Promise<ItemsAfterMerge> {
  const concerned = await openAmong(access, key, await governed(context, key, concerns), most);
  const items: ItemAfterMerge[] = [];
  for (const { key: other, item } of concerned.slice(0, most)) {
    const read = other.kind === "item" ? await access.reader.item(other.number) : null;
    if (!read || read.snapshot.item.state === "closed") continue;
    const { number, title } = read.snapshot.item;
    items.push({ number, title, ...(await look(read, item.record)) });
  }
  return { items, leftOut: Math.max(0, concerned.length - most) };
}

/** Every governed item of the repository that passes the test: what is not concerned is not kept in memory. */
async function governed(context: AppContext, key: WorkKey, concerns: (item: StoredItem) => boolean): Promise<FoundItem[]> {
  const pages: FoundItem[][] = [];
  let below: number | undefined;
  do {
    const { found, next } = await context.store.loadGoverned(key.repositoryId, PER_PAGE, below);
    pages.push(found.filter(({ item }) => concerns(item)));
    below = next ?? undefined;
  } while (below !== undefined);
  return pages.toReversed().flat();
}

/** Closed items are worth no place where there are too many: GitHub is asked which are open. */
async function openAmong(access: RepositoryAccess, key: WorkKey, items: FoundItem[], most: number): Promise<FoundItem[]> {
  if (items.length <= most) return items;
  const open = new Set((await listOpenItems(access.client, key)).map(({ number }) => number));
  return items.filter(({ key: item }) => item.kind === "item" && open.has(item.number));
}

/** The documents that governed items of the repository link, as far as their gates read them. */
export async function linkedDocuments(context: AppContext, key: WorkKey): Promise<string[]> {
  const paths = new Set<string>();
  await governed(context, key, ({ record }) => {
    for (const path of pathsOf(record)) paths.add(path);
    return false;
  });
  return [...paths];
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
