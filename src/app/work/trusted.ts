import type { Pins } from "../../core/handoff/elsewhere.js";
import type { Policy } from "../../core/policy/types.js";
import type { Reader } from "../../core/ports.js";
import type { RepositoryInfo } from "../../core/facts/snapshot.js";
import type { Store } from "../../store/store.js";

type Pinning = { store: Pick<Store, "loadRepositoryPins" | "saveRepositoryPins">; now(): number };

/**
 * Takes the policy in force and where it holds; returns which repository each trusted name means, and keeps that as long as the policy names it: a name
 * that another repository takes later is not trusted until it was taken out and put in again. What the organisation trusts is pinned once for all.
 */
export async function pinTrusted(
  context: Pinning,
  reader: Pick<Reader, "repositories">,
  home: RepositoryInfo,
  policy: Policy,
): Promise<Pins> {
  const above = new Set((policy.organisation?.trusts ?? []).map((name) => name.toLowerCase()));
  const own = policy.trusts.map((name) => name.toLowerCase()).filter((name) => !above.has(name));
  const all = { store: context.store, now: () => context.now(), reader };
  const ofOwner = await pinned(all, `owner:${home.owner.toLowerCase()}`, [...above], policy.organisation !== undefined);
  return new Map([...(await pinned(all, home.nodeId, own, true)), ...ofOwner]);
}

/** `speaks`: false where nobody can say what the scope trusts now. */
async function pinned(
  { store, now, reader }: Pinning & { reader: Pick<Reader, "repositories"> },
  scope: string,
  names: readonly string[],
  speaks: boolean,
): Promise<Pins> {
  if (!speaks) return new Map();
  const known = await store.loadRepositoryPins(scope);
  const missing = names.filter((name) => !known.has(name));
  const stale = [...known.keys()].filter((name) => !names.includes(name));
  if (missing.length === 0 && stale.length === 0) return known;
  const found = missing.length === 0 ? new Map<never, never>() : await reader.repositories(missing);
  const fresh = [...found].map(([name, { nodeId }]): [string, string] => [name, nodeId]);
  if (fresh.length === 0 && stale.length === 0) return known;
  await store.saveRepositoryPins(scope, fresh, stale, now());
  return await store.loadRepositoryPins(scope);
}

/** Takes where an item lives and its policy; returns which repository each trusted name means, as far as that was kept. Keeps nothing. */
export async function loadTrusted({ store }: Pick<Pinning, "store">, home: RepositoryInfo, policy: Policy): Promise<Pins> {
  if (policy.trusts.length === 0) return new Map();
  return new Map([
    ...(await store.loadRepositoryPins(home.nodeId)),
    ...(await store.loadRepositoryPins(`owner:${home.owner.toLowerCase()}`)),
  ]);
}
