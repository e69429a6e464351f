import type { Store } from "../app/settings/own-store.js";
import type { Output } from "./common/with-store.js";
import { plain } from "./common/with-store.js";

/**
 * Has a whole repository looked at anew, by the App that runs on this store or will run on it. Returns the exit code: 1 when the App never
 * saw the repository, 2 when the name is none.
 */
export async function resync(store: Store, repository: string, now: number, { out, err }: Output): Promise<number> {
  const found = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(repository);
  if (!found) {
    err("baton: name the repository as OWNER/NAME\n");
    return 2;
  }
  const [, owner = "", name = ""] = found;
  const items = await store.resync({ owner, name }, now);
  if (items === null) {
    err(`baton: the App never saw ${plain(repository)}: is it installed there, and did it start since?\n`);
    return 1;
  }
  out(
    `${plain(repository)} is in line with ${items} known ${items === 1 ? "item" : "items"}; open items that are not known yet are found on the way.\n`,
  );
  return 0;
}
