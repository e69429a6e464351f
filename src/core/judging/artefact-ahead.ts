import type { ArtefactAhead } from "../checks/artefact-ahead.js";
import { ownEntry } from "../basics/own-entry.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import type { Policy } from "../policy/types.js";
import type { ItemRecord } from "../record/record.js";
import type { Snapshot } from "../facts/snapshot.js";

/** What tells of artefacts: who describes them, what GitHub says, what is remembered. */
interface Around {
  policy: Policy;
  snapshot: Pick<Snapshot, "artefacts">;
  record: Pick<ItemRecord, "receipts">;
}

const NOT_READ = { known: false, reason: "it was not read" } as const;

/** Takes an artefact's id; returns what is known of it, null where no role produces it. */
export function artefactAhead(id: string, { policy, snapshot, record }: Around): ArtefactAhead | null {
  const described = artefactIn(policy, id);
  if (!described) return null;
  const { output, cadences } = described;
  const { by, checks } = output;
  const version = "document" in by ? (ownEntry(snapshot.artefacts ?? {}, id) ?? NOT_READ) : handedOver(by.contract, record);
  return { by, cadences, calendar: policy.calendar, checks, version };
}

/** What travels with a hand-off is as old as this item's last one under that contract: it was accepted then, so it was fit. Receipts are newest first. */
function handedOver(contract: string, { receipts }: Around["record"]): ArtefactAhead["version"] {
  const receipt = receipts.find((one) => one.contract?.id === contract && one.kind === "accepted");
  return { known: true, value: receipt ? { at: receipt.at, files: [] } : null };
}
