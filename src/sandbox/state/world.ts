import type { App } from "./app-types.js";
import type { Account } from "./account-types.js";
import type { HubEvent } from "./events.js";
import type { Code, UserToken } from "./sign-in-types.js";
import type { Blob, Commit, Entity, Installation, Repository, Team, Token, Tree } from "./types.js";

/** Everything the embedded GitHub knows. Changed only by the functions of this folder. */
export interface World {
  /** The clock of everything people see. */
  now: () => number;
  /** What GitHub does not document is refused, null or not there. */
  strict: boolean;
  /** Where the server listens, without a trailing slash; known once it does. */
  url: string;
  app: App;
  accounts: Map<string, Account>;
  teams: Team[];
  repositories: Repository[];
  /** Lower-case former `owner/name` -> repository. */
  formerNames: Map<string, Repository>;
  installations: Installation[];
  tokens: Map<string, Token>;
  userTokens: Map<string, Account>;
  /** Of people who signed in to the App, by code and by token. */
  codes: Map<string, Code>;
  authorizations: Map<string, UserToken>;
  nodes: Map<string, Entity>;
  objects: Map<string, Blob | Tree | Commit>;
  ids: Map<string, number>;
  publish: (event: HubEvent) => void;
}

/** Takes the clock, the App and whether only what is documented works; returns an empty world. */
export function createWorld(now: () => number, app: App, strict = true): World {
  return {
    now: () => Math.floor(now() / 1000) * 1000,
    strict,
    url: "",
    app,
    accounts: new Map(),
    teams: [],
    repositories: [],
    formerNames: new Map(),
    installations: [],
    tokens: new Map(),
    userTokens: new Map(),
    codes: new Map(),
    authorizations: new Map(),
    nodes: new Map(),
    objects: new Map(),
    ids: new Map(),
    publish: () => undefined,
  };
}

// Far apart, so that an id of one kind is never taken for an id of another.
const FIRST_ID: Record<string, number> = { U: 1_000, R: 20_000, I: 300_000, IC: 4_000_000, CR: 50_000_000, DL: 600_000_000 };

/** Takes a GitHub node prefix; returns the next id of that kind and its node id. */
export function nextId(world: World, prefix: string): { id: number; nodeId: string } {
  const id = (world.ids.get(prefix) ?? FIRST_ID[prefix] ?? 70_000) + 1;
  world.ids.set(prefix, id);
  return { id, nodeId: `${prefix}_${Buffer.from(`${prefix}:${id}`).toString("base64url")}` };
}

/** Makes an entity findable by its node id; returns it. */
export function register<T extends Entity>(world: World, entity: T): T {
  world.nodes.set(entity.nodeId, entity);
  return entity;
}

/** Takes epoch milliseconds; returns GitHub's spelling, without a fraction. */
export function iso(time: number): string;
export function iso(time: number | null): string | null;
export function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
