import { canonicalJson } from "../../core/basics/digest.js";
import { liftEntry } from "../../core/ledger/lift.js";
import type { Receipt } from "../../core/record/receipt.js";
import type { Proof, ShownEntry } from "../../core/shown/types.js";
import { ITEM_WORDS } from "../../render/pages/item-words.js";
import { NO_ENTRY, OTHER_ENTRY, PROOF_WORDS, RECEIPT_WORDS, type Told } from "../../render/pages/timeline.js";
import { Say, When } from "./parts.js";

/** A stage change, and whether the ledger bears it out. */
export interface ProvedReceipt {
  boundary: string;
  kind: Receipt["kind"];
  at: number;
  requestedBy: string | null;
  acknowledgedBy: string[];
  by: string[];
  digest: string | null;
  contract: { id: string; version: string } | null;
  proof: string;
  isProved: boolean;
}

/** Takes the receipts that are remembered and the ledger's entries of the item; returns each with what the ledger says of it. */
export function provedReceipts(receipts: readonly Receipt[], entries: readonly ShownEntry[], told: Told): ProvedReceipt[] {
  const kept = entries.flatMap((entry) => {
    const lifted = liftEntry(entry);
    return "data" in lifted && "receipt" in lifted.data ? [{ receipt: lifted.data.receipt, proof: entry.proof }] : [];
  });
  return receipts.map((receipt) => {
    const proof = proofOf(receipt, kept);
    return {
      boundary: receipt.from === null ? told.stage(receipt.to) : `${told.stage(receipt.from)} → ${told.stage(receipt.to)}`,
      kind: receipt.kind,
      at: receipt.at,
      requestedBy: receipt.requestedBy?.login ?? null,
      acknowledgedBy: receipt.acknowledgedBy.map(({ by }) => by.login),
      by: receipt.by.map(({ login }) => login),
      digest: receipt.digest,
      contract: receipt.contract && { id: receipt.contract.id, version: receipt.contract.version },
      proof,
      isProved: proof === PROOF_WORDS.verified,
    };
  });
}

type Kept = readonly { receipt: Pick<Receipt, "at" | "from" | "to" | "digest">; proof: Proof }[];

function proofOf(receipt: Receipt, kept: Kept): string {
  const same = kept.find((one) => one.receipt.at === receipt.at && one.receipt.to === receipt.to);
  // Adopted items begin without a receipt in the ledger's entries.
  if (!same) return NO_ENTRY;
  const isSame = canonicalJson([same.receipt.from, same.receipt.digest]) === canonicalJson([receipt.from, receipt.digest]);
  return isSame ? PROOF_WORDS[same.proof] : OTHER_ENTRY;
}

/** The stage changes as a table. */
export function Receipts({ receipts, timezone }: { receipts: ProvedReceipt[]; timezone: string }) {
  const { boundary, when, people, content, proof } = ITEM_WORDS;
  return (
    <section>
      <h2>{ITEM_WORDS.receipts}</h2>
      {receipts.length === 0 ? (
        <p class="dim">{ITEM_WORDS.noReceipts}</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              {[boundary, when, people, content, proof].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {receipts.map((one) => (
              <Row one={one} timezone={timezone} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ one, timezone }: { one: ProvedReceipt; timezone: string }) {
  return (
    <tr>
      <td>
        <strong>
          <Say words={one.boundary} />
        </strong>{" "}
        <span class="dim">{RECEIPT_WORDS[one.kind]}</span>
      </td>
      <td data-label={ITEM_WORDS.when}>
        <When at={one.at} timezone={timezone} />
      </td>
      <td data-label={ITEM_WORDS.people}>{peopleOf(one)}</td>
      <td data-label={ITEM_WORDS.content}>
        {one.digest === null ? null : <code title={one.digest}>{one.digest.slice(0, 12)}</code>}
        {one.contract === null ? null : ` ${one.contract.id} ${one.contract.version}`}
      </td>
      <td data-label={ITEM_WORDS.proof}>
        <span class={one.isProved ? "chip ok" : "small"}>{one.proof}</span>
      </td>
    </tr>
  );
}

function peopleOf({ requestedBy, acknowledgedBy, by }: ProvedReceipt): string {
  const named = (words: string, logins: string[]) =>
    logins.length === 0 ? [] : [`${words} ${logins.map((login) => `@${login}`).join(", ")}`];
  return [
    ...named(ITEM_WORDS.requested, requestedBy === null ? [] : [requestedBy]),
    ...named(ITEM_WORDS.acknowledged, acknowledgedBy),
    ...named(ITEM_WORDS.moved, by),
  ].join(" · ");
}
