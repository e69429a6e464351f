import { ownFolder } from "../../store/owner.js";
import { openStore } from "../../store/store.js";
import type { Store } from "../../store/store.js";
import type { Logger } from "../../telemetry/log.js";
import { ledgerKey } from "./ledger-key.js";
import { storeOf } from "../settings/settings.js";
import type { Settings } from "../settings/settings.js";
import { patiently } from "./patience.js";
import { storeTrouble } from "./start-trouble.js";

/** Opens the store of the settings for the App; the embedded one for this process alone. Throws `CannotStart`. */
export async function openServerStore(settings: Settings, log: Logger): Promise<Store> {
  return await patiently(
    () => open(settings),
    (error) => storeTrouble(error, settings),
    log,
  );
}

async function open(settings: Settings): Promise<Store> {
  const place = storeOf(settings);
  const key = ledgerKey(settings.privateKey);
  if ("url" in place) return await openStore(place, key);
  const release = await ownFolder(place.folder);
  try {
    const store = await openStore(place, key);
    const close = async (): Promise<void> => {
      await store.close();
      await release();
    };
    return { ...store, close };
  } catch (error) {
    await release();
    throw error;
  }
}
