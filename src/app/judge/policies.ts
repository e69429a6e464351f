import type { Policy } from "../../core/policy/types.js";

/** A policy as it is sent: what it holds only the first time, later just its number. */
export interface SentPolicy {
  policy: number;
  /** Where it was read: the same policy may have been read at several commits. */
  source: Policy["source"];
  body: Omit<Policy, "source"> | null;
}

/** How many policies a thread keeps. Both ends count alike. */
const MOST = 20;

interface Numbered {
  number: number;
  body: Omit<Policy, "source">;
}

let last = 0;
const numbers = new WeakMap<Policy["contracts"], Numbered[]>();

/** A policy is large beside an item and hardly ever changes, so a thread is told each one once. Nobody changes a policy after it was parsed. */
export class PolicySender {
  #sent: number[] = [];

  send({ source, ...body }: Policy): SentPolicy {
    const { number } = numbered(body);
    if (this.#sent.includes(number)) return { policy: number, source, body: null };
    this.#sent = [...this.#sent, number].slice(-MOST);
    return { policy: number, source, body };
  }
}

/** The other end. */
export class PolicyReceiver {
  readonly #known = new Map<number, Omit<Policy, "source">>();

  receive({ policy, source, body }: SentPolicy): Policy {
    if (body) this.#keep(policy, body);
    const known = this.#known.get(policy);
    if (!known) throw new Error("A policy was not sent");
    return { ...known, source };
  }

  #keep(number: number, body: Omit<Policy, "source">): void {
    this.#known.set(number, body);
    for (const oldest of [...this.#known.keys()].slice(0, -MOST)) this.#known.delete(oldest);
  }
}

// The same policy read at another commit is a new object that holds the same parts.
function numbered(body: Omit<Policy, "source">): Numbered {
  const candidates = numbers.get(body.contracts) ?? [];
  const found = candidates.find((candidate) => isSame(candidate.body, body));
  if (found) return found;
  const fresh = { number: (last += 1), body };
  numbers.set(body.contracts, [...candidates, fresh].slice(-MOST));
  return fresh;
}

function isSame(a: object, b: object): boolean {
  const [of, to] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return of.size === to.size && [...of].every(([key, value]) => Object.is(value, to.get(key)));
}
