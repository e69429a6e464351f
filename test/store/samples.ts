import type { WorkKey } from "../../src/core/ports.js";
import { emptyRecord } from "../../src/core/record/record.js";
import type { Evaluation, LedgerKey } from "../../src/store/store.js";
import { temporaryFolder } from "../support/temporary.js";

/** The key that the tests' stores are opened with. */
export const TEST_KEY: LedgerKey = { id: "00112233aabbccdd", secret: new Uint8Array(32).fill(7) };

export function item(number: number, installationId = 1): WorkKey {
  return { kind: "item", installationId, repositoryId: `R_${installationId}`, owner: "acme", name: "app", number };
}

export function delivery(id: string, receivedAt = 1_000) {
  return { id, event: "issues", action: "edited", installationId: 1, receivedAt };
}

export function evaluation(nodeId: string, stage: string | null = "discover"): Evaluation {
  return {
    now: 5_000,
    nodeId,
    record: { ...emptyRecord(), stage },
    posted: { living: { id: 7, hash: "h" } },
    handled: [3, 4],
    entries: [],
  };
}

export function folder(): string {
  return temporaryFolder();
}
