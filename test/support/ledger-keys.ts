import { ledgerKeys } from "../../src/cli/audit-keys.js";
import type { LedgerKey } from "../../src/store/store.js";

/** The keys of the ledger of an App on the embedded GitHub, as its operator has them. */
export function ledgerKeysOf({ app }: { app: { privateKey: string } }): LedgerKey[] {
  const read = ledgerKeys({ PRIVATE_KEY: app.privateKey }, []);
  if (!read.ok) throw new Error(read.line);
  return read.keys;
}
