/** Slows down whoever tries wrong tokens; a right one is never asked about here. */
export interface Throttle {
  /** Counts a wrong token of an address. Returns whether the address tried too many lately, and whether this one made it so. */
  refuse(address: string): { tooMany: boolean; first: boolean };
}

export interface ThrottleOptions {
  now: () => number;
  /** Wrong tokens of an address within the window that are answered as such. */
  places?: number;
  windowMs?: number;
  /** Addresses that are remembered; the one that began longest ago is forgotten first. */
  addresses?: number;
}

/** Makes a throttle by address, bounded in memory. */
export function throttle({ now, places = 20, windowMs = 60_000, addresses = 1_000 }: ThrottleOptions): Throttle {
  const known = new Map<string, { since: number; used: number }>();
  return {
    refuse(address) {
      const key = neighbourhood(address);
      const seen = known.get(key);
      const current = seen && now() - seen.since < windowMs ? seen : { since: now(), used: 0 };
      current.used += 1;
      if (current !== seen) remember(known, key, current, addresses);
      return { tooMany: current.used > places, first: current.used === places + 1 };
    },
  };
}

function remember<V>(known: Map<string, V>, key: string, value: V, most: number): void {
  known.delete(key);
  const [oldest] = known.size >= most ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
  known.set(key, value);
}

/** Whoever has one address of version 6 has 2^64 of them: those count as one. */
function neighbourhood(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const first = head === "" ? [] : head.split(":");
  const last = tail === "" ? [] : tail.split(":");
  const missing = address.includes("::") ? Math.max(0, 8 - first.length - last.length) : 0;
  return [...first, ...Array.from({ length: missing }, () => "0"), ...last].slice(0, 4).join(":");
}
