import type { Delivery } from "./delivery.js";

/** How held-back deliveries go out. */
export interface ReleaseOptions {
  order?: "in order" | "reverse" | "shuffle";
  /** Every delivery goes out twice. */
  duplicate?: boolean;
  /** Deliveries it returns true for are lost. */
  drop?: (delivery: Delivery) => boolean;
  /** Returns a number in [0, 1); for a shuffle that can be repeated. */
  random?: () => number;
}

/** Takes deliveries; returns those to send, in the order to send them. */
export function arrange(deliveries: Delivery[], options: ReleaseOptions): Delivery[] {
  const { drop } = options;
  const kept = drop ? deliveries.filter((one) => !drop(one)) : deliveries;
  const all = options.duplicate ? kept.flatMap((one) => [one, { ...one }]) : [...kept];
  if (options.order === "reverse") return all.toReversed();
  return options.order === "shuffle" ? shuffled(all, options.random ?? Math.random) : all;
}

function shuffled<T>(items: T[], random: () => number): T[] {
  const rest = [...items];
  const result: T[][] = [];
  while (rest.length > 0) result.push(rest.splice(Math.floor(random() * rest.length), 1));
  return result.flat();
}
