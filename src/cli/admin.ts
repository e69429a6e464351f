import type { Store } from "../app/settings/own-store.js";
import type { Output } from "./common/with-store.js";
import { plain } from "./common/with-store.js";

type DeadLetter = Awaited<ReturnType<Store["deadLetters"]>>[number];

const MOST = 10_000;

/** Lists what was given up, with the reason. */
export async function listDeadLetters(store: Store, format: "text" | "json", { out }: Output): Promise<number> {
  const letters = await store.deadLetters(MOST);
  if (format === "json") for (const letter of letters) out(`${JSON.stringify(letter)}\n`);
  else if (letters.length === 0) out("Nothing is parked.\n");
  else for (const letter of letters) out(textOf(letter));
  return 0;
}

function textOf({ id, key, attempts, error, deadAt }: DeadLetter): string {
  const place = key.kind === "item" ? `#${key.number}` : key.kind === "commit" ? `@${key.sha}` : "";
  const tries = `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  return `${id}\n  ${plain(`${key.owner}/${key.name}${place}`)}, parked ${new Date(deadAt).toISOString()} after ${tries}\n  ${plain(error, 500)}\n`;
}

/** Puts one parked piece of work, or all (null), back into the queue. Returns the exit code: 1 when nothing of that id is parked. */
export async function replay(store: Store, id: string | null, now: number, { out, err }: Output): Promise<number> {
  if (id === null) {
    out(`${await store.replayAll(now)} put back in line.\n`);
    return 0;
  }
  if (await store.replay(id, now)) {
    out("Put back in line.\n");
    return 0;
  }
  err(`baton: nothing with the id ${plain(id)} is parked; see baton admin dead-letters\n`);
  return 1;
}
