import { createInterface } from "node:readline/promises";
import { WrongCall } from "./call.js";

/** An answer that was understood, or what is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Asks one question; an empty answer takes the proposal. */
export type Ask = (question: string, proposal: string) => Promise<string>;

/** Takes what was given, or asks; returns the answer. */
export type One = <T>(given: string | undefined, question: string, proposal: string, read: (text: string) => Read<T>) => Promise<T>;

const MOST_TRIES = 5;

/** Opens the terminal for questions; whoever closes it takes everything back. */
export function terminalAsk(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): { ask: Ask; close: () => void } {
  const lines = createInterface({ input, output });
  const closed = new AbortController();
  lines.once("close", () => closed.abort());
  // Lines that were typed before they were asked for are answers, too.
  const early: string[] = [];
  lines.on("line", (line) => early.push(line));
  const ask: Ask = async (question, proposal) => {
    try {
      const answer =
        early.shift() ?? (await lines.question(proposal === "" ? `${question} ` : `${question} [${proposal}] `, { signal: closed.signal }));
      return answer.trim() === "" ? proposal : answer.trim();
    } catch {
      throw new WrongCall("no answer; nothing was written");
    }
  };
  return { ask, close: () => lines.close() };
}

/** Asks until the answer is understood. Throws a WrongCall when it never is. */
export async function askUntil<T>(
  ask: Ask,
  question: string,
  proposal: string,
  read: (text: string) => Read<T>,
  say: (text: string) => void,
): Promise<T> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const answer = read(await ask(question, proposal));
    if (answer.ok) return answer.value;
    say(`  ${answer.reason}\n`);
  }
  throw new WrongCall("no answer that could be used; nothing was written");
}
