import type { Policy } from "../../core/policy/types.js";
import type { PolicyReceiver, PolicySender, SentPolicy } from "./policies.js";

/** What a thread is told to do. */
export interface JobMessage {
  job: string;
  input: unknown;
}

/** What a thread tells: that it is there (with its number in the system, where that has one), or how its job ended. */
export type ThreadMessage = { is: "ready"; system: string | null } | { is: "done"; value: unknown } | { is: "failed"; error: unknown };

/** Takes a job's input; returns it with each policy in it, at the top or one below, as it is sent. */
export function packed(input: object, sender: PolicySender): object {
  return mapped(input, (value) => (isPolicy(value) ? sender.send(value) : value));
}

/** Reverses `packed`. */
export function unpacked(input: object, receiver: PolicyReceiver): object {
  return mapped(input, (value) => (isSent(value) ? receiver.receive(value) : value));
}

function mapped(input: object, of: (value: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      const found = of(value);
      const isPlain = found === value && (key === "before" || key === "after") && typeof value === "object" && value !== null;
      return [key, isPlain ? Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, of(inner)])) : found];
    }),
  );
}

function isPolicy(value: unknown): value is Policy {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "lifecycle") && Object.hasOwn(value, "contracts");
}

function isSent(value: unknown): value is SentPolicy {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "policy") && Object.hasOwn(value, "source");
}

const LONGEST_NAME = 400;

/** Memory that a thread writes into and others read, even while it is busy: what it is at. */
export class Slate {
  readonly memory: SharedArrayBuffer;
  readonly #length: Int32Array;
  readonly #text: Uint8Array;

  constructor(memory = new SharedArrayBuffer(4 + LONGEST_NAME)) {
    this.memory = memory;
    this.#length = new Int32Array(memory, 0, 1);
    this.#text = new Uint8Array(memory, 4);
  }

  write(text: string): void {
    // Encoders do not write into shared memory on every version of Node.
    const bytes = Buffer.from(text).subarray(0, LONGEST_NAME);
    Atomics.store(this.#length, 0, 0);
    this.#text.set(bytes);
    Atomics.store(this.#length, 0, bytes.length);
  }

  read(): string {
    return Buffer.from(this.#text.slice(0, Atomics.load(this.#length, 0))).toString();
  }
}
