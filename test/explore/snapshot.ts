import type { Membership, People } from "../../src/core/facts/known-people.js";
import type { Actor } from "../../src/core/facts/actor.js";
import type { BodyVersion, BranchState, Evidence } from "../../src/core/facts/evidence.js";
import { sha256 } from "../../src/core/basics/digest.js";
import type { EvidenceNeeded } from "../../src/core/ports.js";
import type { Comment, LabelEvent, Snapshot } from "../../src/core/facts/snapshot.js";
import { readTexts, type Texts } from "../../src/core/content/item-texts.js";
import { blankSnapshot } from "../core/blank-snapshot.js";
import { AUTHOR, holds, ROLES, SELF } from "./people.js";
import { bodyText, BRIEF, briefText, PATHS, policyTexts, type Files } from "./policies.js";
import { BEGIN, type LabelAct, type Word, type World } from "./world.js";

const URL = "https://github.com/acme/shop/issues/1";

/** What GitHub would tell of the world with the first question: nothing yet of what was there before. */
export function snapshotOf(world: World): Snapshot {
  const body = bodyText(world.body);
  const blank = blankSnapshot(body, actorOf(world, AUTHOR), BEGIN);
  const edited = world.bodies.length > 1 ? (world.bodies.at(-1)?.at ?? null) : null;
  return {
    ...blank,
    repository: { ...blank.repository, name: "shop", headSha: headOf(world), pushedAt: world.pushes.at(-1)?.at ?? null },
    item: {
      ...blank.item,
      url: URL,
      lastEditedAt: edited,
      // With the first edit the text that was there at first is counted, too.
      editCount: world.bodies.length > 1 ? world.bodies.length : 0,
      labels: [...world.labels],
    },
    comments: world.words.map((word) => commentOf(world, word)),
    labelEvents: world.events.map((event) => eventOf(world, event)),
    documents: [{ path: BRIEF, oid: oidOf(briefText(world.files.brief)), content: { known: true, value: briefText(world.files.brief) } }],
    people: peopleOf(world),
  };
}

const NOT_ASKED = { known: false, reason: "it was not asked for" } as const;

/** What GitHub dates of changes, cut down to what is asked for. */
export function evidenceOf(world: World, needed: EvidenceNeeded | null): Evidence {
  return {
    body: needed?.body
      ? { known: true, value: world.bodies.map(({ at, body }): BodyVersion => ({ at, text: bodyText(body) })) }
      : NOT_ASKED,
    branch: needed?.branch ? { known: true, value: statesSince(world, needed.branch.since, needed.branch.paths) } : NOT_ASKED,
    organisation: needed?.organisation ? { known: true, value: [] } : NOT_ASKED,
  };
}

// The state that stood before all that was asked for has no date.
function statesSince({ pushes, count }: World, since: number, paths: readonly string[]): BranchState[] {
  const first = Math.max(
    0,
    pushes.findLastIndex(({ at }) => at < since),
  );
  return pushes.slice(first).map(({ at, commit, files }, index) => {
    const objects = objectsOf(files, count);
    return { at: index === 0 ? null : at, commit, files: Object.fromEntries(paths.map((path) => [path, objects[path] ?? null])) };
  });
}

/** The commit that the default branch stands at. */
export function headOf(world: World): string {
  return world.pushes.at(-1)?.commit ?? "";
}

const texts = new Map<string, Texts>();

/** The body and the document, parsed once for each text. */
export function textsOf(world: World, snapshot: Snapshot): Texts {
  const key = `${snapshot.item.body}\n${world.files.brief}`;
  const known = texts.get(key) ?? readTexts(snapshot);
  texts.set(key, known);
  return known;
}

function actorOf(world: World, id: number): Actor {
  return { login: world.logins[id] ?? "ghost", id, type: id === SELF ? "Bot" : "User", isSelf: id === SELF };
}

const comments = new WeakMap<Word, Comment>();

/** The same object as long as nothing of it changes: what the core has read of it is read once. */
function commentOf(world: World, word: Word): Comment {
  const known = comments.get(word);
  if (known && known.author?.login === world.logins[word.by]) return known;
  const { id, by, text, at, editedAt, hidden } = word;
  const comment: Comment = {
    id,
    nodeId: `C${id}`,
    author: actorOf(world, by),
    body: text,
    createdAt: at,
    lastEditedAt: editedAt,
    isMinimized: hidden,
    editedByOthers: false,
    url: `${URL}#${id}`,
    ownReactions: [],
  };
  comments.set(word, comment);
  return comment;
}

function eventOf(world: World, { id, kind, label, by, at }: LabelAct): LabelEvent {
  return { id: `E${id}`, kind, label, actor: actorOf(world, by), at };
}

const people = new Map<string, People>();

function peopleOf({ logins, files }: World): People {
  const key = `${files.roles}${logins.join()}`;
  const known = people.get(key);
  if (known) return known;
  const memberships = ROLES.map((role): [string, Record<string, Membership>] => {
    const standings = logins.map((login, id): [string, Membership] => [login, { is: holds(id, role, files) ? "member" : "not_member" }]);
    return [role, Object.fromEntries(standings)];
  });
  const fresh: People = {
    memberships: Object.fromEntries(memberships),
    permissions: Object.fromEntries(logins.map((login) => [login, { known: true, value: "write" } as const])),
    accounts: Object.fromEntries(logins.map((login, id) => [login, { known: true, value: id }])),
  };
  people.set(key, fresh);
  return fresh;
}

const objects = new Map<string, Record<string, string>>();

/** Object ids of the files that can matter, by path. */
function objectsOf(files: Files, count: number): Record<string, string> {
  const key = `${count}${files.brief}${files.contract}${files.roles}`;
  const known = objects.get(key);
  if (known) return known;
  const all = [...policyTexts(files, count), { path: PATHS.brief, text: briefText(files.brief) }];
  const fresh = Object.fromEntries(all.map(({ path, text }) => [path, oidOf(text)]));
  objects.set(key, fresh);
  return fresh;
}

function oidOf(text: string): string {
  return sha256(text).slice(0, 40);
}
