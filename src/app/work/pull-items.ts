import type { Run } from "./run.js";
import { parsePartKey } from "../../core/content/content-parts.js";
import type { ItemAfterMerge, ItemsAfterMerge, UnjudgedItem } from "../../core/pulls/items-after-merge.js";
import { spellings } from "../../core/document/names.js";
import type { ItemRecord } from "../../core/record/record.js";
import type { Policy } from "../../core/policy/types.js";
import type { ItemRead, Overlay, StoredItem, WorkKey } from "../../core/ports.js";
import { listOpenItems } from "../../github/installations.js";
import type { FoundItem } from "../../store/items.js";
import { completeUnder } from "./read-facts.js";
import type { RepositoryAccess } from "./context.js";
import { isOfItem, whyOf } from "./trouble.js";

/** Each costs a few reads. Of a changed policy they are told; of documents the check rests on them. */
const MOST_TOLD = 50;
const MOST_JUDGED = 200;
const PER_PAGE = 500;
/** What is too much for three items is so for the others, and trying each would keep a thread busy for minutes. */
const MOST_UNJUDGED = 3;

/** Takes the policy in force and the one that would be; returns what becomes of the open items that it concerns. */
export async function itemsUnder(run: Run, before: Policy, after: Policy): Promise<ItemsAfterMerge> {
  const { context, access } = run;
  const concerns = ({ record }: StoredItem) => isConcerned(record, before, after);
  return await lookAtItems(run, { concerns, most: MOST_TOLD }, async (read, record) => {
    const under = async (policy: Policy) => ({ policy, snapshot: (await completeUnder(run, read, { policy, record })).snapshot });
    const [now, then] = [await under(before), await under(after)];
    return await access.judge("afterPolicy", { before: now, after: then, record, now: context.now() });
  });
}

/** Takes the policy and the files a pull request changes; returns what becomes of the open items that link them. */
export async function itemsWith(run: Run, policy: Policy, overlay: Overlay): Promise<ItemsAfterMerge> {
  const { context, access } = run;
  const concerns = ({ record }: StoredItem) => pathsOf(record).some((path) => spellings(path).some((each) => overlay.paths.has(each)));
  return await lookAtItems(run, { concerns, most: MOST_JUDGED }, async (read, record) => {
    const { snapshot: before } = await completeUnder(run, read, { policy, record });
    const { snapshot: after } = await completeUnder(run, read, { policy, record }, { overlay });
    return await access.judge("afterDocuments", { policy, before, after, record, now: context.now() });
  });
}

type Look = (read: ItemRead, record: ItemRecord) => Promise<Omit<ItemAfterMerge, "number" | "title">>;

/** At which items to look, and at how many at most. */
interface Round {
  concerns(item: StoredItem): boolean;
  most: number;
}

async function lookAtItems(run: Run, { concerns, most }: Round, look: Look): Promise<ItemsAfterMerge> {
  const { access, key } = run;
  const concerned = await openAmong(access, key, await governed(run, concerns), most);
  const items: ItemAfterMerge[] = [];
  const unjudged: UnjudgedItem[] = [];
  let tried = 0;
  for (const { key: other, item } of concerned.slice(0, most)) {
    if (unjudged.length >= MOST_UNJUDGED) break;
    tried += 1;
    const looked = other.kind === "item" ? await lookAt(run, other.number, (read) => look(read, item.record)) : null;
    if (looked && "why" in looked) unjudged.push(looked);
    else if (looked) items.push(looked);
  }
  return { items, unjudged, leftOut: concerned.length - tried };
}

async function lookAt(
  { access, context: { log } }: Run,
  number: number,
  look: (read: ItemRead) => ReturnType<Look>,
): Promise<ItemAfterMerge | UnjudgedItem | null> {
  let title = "";
  try {
    const read = await access.reader.item(number);
    if (!read || read.snapshot.item.state === "closed") return null;
    title = read.snapshot.item.title;
    return { number, title, ...(await look(read)) };
  } catch (error) {
    if (!isOfItem(error)) throw error;
    log.warn({ number, err: error }, "An item could not be judged as a pull request would leave it");
    return { number, title, why: whyOf(error) };
  }
}

/** Every governed item of the repository that passes the test: what is not concerned is not kept in memory. */
async function governed(run: Run, concerns: (item: StoredItem) => boolean): Promise<FoundItem[]> {
  const { context, key } = run;
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
export async function linkedDocuments(run: Run): Promise<string[]> {
  const paths = new Set<string>();
  await governed(run, ({ record }) => {
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
