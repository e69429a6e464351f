import { existsSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../store/store.js";
import type { Anchor, LedgerKey, LedgerPart, Store } from "../../store/store.js";
import { isPostgresUrl } from "./database.js";

export type { Anchor, LedgerKey, LedgerPart, Store };

/** Why there is no store to open: for the one who gave the command, with nothing secret in it. */
export class NoStore extends Error {}

/**
 * Opens the store that the App of this environment uses (`DATABASE_URL`, else `BATON_DATA`), also while it runs. Throws `NoStore` when there
 * is none: an empty one made by mistake would look as if nothing had ever happened.
 */
export async function openOwnStore(env: Record<string, string | undefined>): Promise<Store> {
  const url = env["DATABASE_URL"]?.trim() ?? "";
  if (url !== "" && !isPostgresUrl(url)) throw new NoStore("DATABASE_URL is no postgres:// URL with a database");
  if (url !== "") return await openStore({ url });
  const folder = env["BATON_DATA"]?.trim() || "./data";
  if (!existsSync(join(folder, "baton.db")))
    throw new NoStore(`there is no database in ${folder}: set BATON_DATA or DATABASE_URL as for the App`);
  return await openStore({ folder });
}
