import { hkdfSync } from "node:crypto";
import type { LedgerKey } from "../../store/store.js";

/** The ledger's key: every process of the App can derive it, nobody who has only the database can. Takes the private key as the settings hold it. */
export function ledgerKey(privateKey: string): LedgerKey {
  return {
    id: Buffer.from(derived(privateKey, "baton ledger v1 id", 8)).toString("hex"),
    secret: derived(privateKey, "baton ledger v1", 32),
  };
}

function derived(privateKey: string, label: string, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", privateKey, "", label, bytes));
}
