import type { WorkKey } from "../../src/core/ports.js";
import { emptyRecord } from "../../src/core/handoff/record.js";
import type { Evaluation } from "../../src/store/store.js";
import { temporaryFolder } from "../support/temporary.js";

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
