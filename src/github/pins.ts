import type { Time } from "../core/basics/known.js";
import { BOTS, loginLists, type LoginList } from "../core/policy/pins.js";
import { nearestPlace } from "../core/policy/organisation/places.js";
import { INHERITED } from "../core/policy/organisation/organisation.js";
import { sha256 } from "../core/basics/digest.js";
import type { Pin, Pins, Policy } from "../core/policy/types.js";
import { accountsOf } from "./accounts.js";
import type { Caches } from "./caches.js";
import type { Client } from "./client.js";
import type { TakenLogins } from "./taken-logins.js";

/** Which account a login named; as the store keeps it. */
export interface KeptPin {
  list: string;
  definition: string;
  login: string;
  account: number | null;
  at: Time;
}

/** Keeps pins by the node id of the repository whose policy has the login. */
export interface PinStore {
  load(repositoryId: string): Promise<KeptPin[]>;
  /** Keeps what is not there yet; returns all that are there then. */
  save(repositoryId: string, pins: KeptPin[]): Promise<KeptPin[]>;
}

/** What pinning logins needs. */
export interface PinDeps {
  client: Client;
  caches: Pick<Caches, "pins">;
  /** Null: nothing is pinned, a login is its account. */
  pins: PinStore | null;
  /** Left out where nobody is told. */
  taken?: TakenLogins;
  now(): Time;
}

/** Node ids of the repositories that a policy was read from. */
interface Homes {
  own: string;
  organisation: string | null;
}

type Wanted = LoginList & { home: string };

/** Takes a policy and where it was read; returns it with the accounts its logins named when they were first read: now, for those that are new. */
export async function pinned(deps: PinDeps, policy: Policy, homes: Homes): Promise<Policy> {
  const { pins } = deps;
  if (!pins) return policy;
  const lists = loginLists(policy).map((list): Wanted => ({ ...list, home: homeOf(policy, list.list, homes) }));
  const key = sha256(JSON.stringify(lists));
  deps.taken?.keep(homes.own, key);
  const known = deps.caches.pins.get(key) ?? (await readPins(deps, pins, lists));
  if (isWhole(known)) deps.caches.pins.set(key, known);
  return { ...policy, pins: known };
}

// A role of the organisation names the same people in all its repositories.
function homeOf(policy: Policy, list: string, { own, organisation }: Homes): string {
  const place = nearestPlace(policy.places ?? {}, list);
  return organisation !== null && place?.file.startsWith(INHERITED) ? organisation : own;
}

async function readPins(deps: PinDeps, store: PinStore, lists: readonly Wanted[]): Promise<Pins> {
  const homes = [...new Set(lists.map(({ home }) => home))];
  const kept = new Map<string, Map<string, Pin>>();
  for (const home of homes) kept.set(home, byKey(await store.load(home)));
  const keptOf = (one: Written) => kept.get(one.list.home)?.get(keyOf(one.list, one.login));
  const news = lists.flatMap(writtenIn).filter((one) => !keptOf(one));
  const found = await accountsOf(deps.client, news.map(nameOf));
  for (const home of homes) {
    const pins = news.filter(({ list }) => list.home === home).flatMap((one) => toKeep(one, found.get(nameOf(one)), deps.now()));
    if (pins.length > 0) kept.set(home, byKey(await store.save(home, pins)));
  }
  const pinOf = (one: Written): Pin => keptOf(one) ?? found.get(nameOf(one)) ?? { known: false, reason: `${one.login} was not looked up` };
  return Object.fromEntries(lists.map((list) => [list.list, Object.fromEntries(writtenIn(list).map((one) => [one.login, pinOf(one)]))]));
}

/** A login with the list it stands in. */
interface Written {
  list: Wanted;
  login: string;
}

function writtenIn(list: Wanted): Written[] {
  return list.logins.map((login) => ({ list, login }));
}

function toKeep({ list: { list, definition }, login }: Written, pin: Pin | undefined, at: Time): KeptPin[] {
  return pin?.known ? [{ list, definition, login, account: pin.value, at }] : [];
}

// Whom the list of bots names is a bot, with the suffix or without it.
function nameOf({ list, login }: Written): string {
  return list.list === BOTS && !login.endsWith("[bot]") ? `${login}[bot]` : login;
}

function keyOf({ list, definition }: Pick<LoginList, "list" | "definition">, login: string): string {
  return `${list} ${definition} ${login}`;
}

function byKey(kept: readonly KeptPin[]): Map<string, Pin> {
  return new Map(kept.map((pin) => [keyOf(pin, pin.login), { known: true, value: pin.account }]));
}

function isWhole(pins: Pins): boolean {
  return Object.values(pins).every((list) => Object.values(list).every((pin) => pin.known));
}
