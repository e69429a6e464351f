import type { WorkKey } from "../core/ports.js";

/** How a delivery was answered: `refused` is the sender's mistake, `failed` ours. */
export type Intake = "accepted" | "duplicate" | "refused" | "failed";

/** How a run ended: `waiting` is for a limit or a budget, and no failure. */
export type RunResult = "done" | "retried" | "waiting" | "parked" | "lost";

/** Counts what happens, for `/metrics`. Nothing rests on it. */
export interface Meter {
  /** `event` is null when the sender could not be trusted to name it. */
  delivery(event: string | null, outcome: Intake): void;
  run(kind: WorkKey["kind"], result: RunResult, seconds: number): void;
  /** The state an item was found in by an evaluation. */
  verdict(state: string): void;
  /** A decision that went into the ledger. */
  decision(kind: string): void;
  /** Deliveries that never arrived, and of them those GitHub was asked to deliver again. */
  missed(found: number, redelivered: number): void;
}
