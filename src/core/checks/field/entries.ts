/**
 * Takes what a form shows of several choices, and what may be chosen; returns the entries. GitHub parts them by commas, which a choice may hold, too: so each
 * is as long as a choice goes. What is no choice is one entry up to where the next choice begins. Without choices every comma parts. Linear.
 */
export function entriesOf(text: string, choices: readonly string[]): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const known = knownChoices(choices);
  return lines.flatMap((line) => entriesIn(line, known)).filter((entry) => entry !== "");
}

interface Known {
  keys: ReadonlySet<string>;
  /** How many commas a choice may hold, most first. */
  commas: number[];
}

function knownChoices(choices: readonly string[]): Known {
  const keys = choices.map(keyOf);
  const commas = [...new Set(keys.map((key) => key.split(",").length - 1))];
  return { keys: new Set(keys), commas: commas.toSorted((a, b) => b - a) };
}

/** GitHub keeps the letters' case; who types may not, and is told that it is none of the choices, whole. */
function keyOf(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}

function entriesIn(line: string, { keys, commas }: Known): string[] {
  const parts = line.split(",");
  if (keys.size === 0 || keys.has(keyOf(line))) return keys.size === 0 ? parts.map((part) => part.trim()) : [line];
  const lengths = lengthsOf(parts, keys, commas);
  const entries: string[] = [];
  let strange: string[] = [];
  for (let at = 0; at < parts.length;) {
    const length = lengths[at] ?? 0;
    if (length === 0) strange.push(parts[at] ?? "");
    else {
      if (strange.length > 0) entries.push(strange.join(",").trim());
      entries.push(
        parts
          .slice(at, at + length)
          .join(",")
          .trim(),
      );
      strange = [];
    }
    at += Math.max(1, length);
  }
  return strange.length > 0 ? [...entries, strange.join(",").trim()] : entries;
}

/** For each part, how many parts the choice has that begins there: the longest behind which the rest is choices, too, else the longest. 0: none begins there. */
function lengthsOf(parts: readonly string[], keys: ReadonlySet<string>, commas: readonly number[]): number[] {
  const lengths = parts.map(() => 0);
  const whole = new Set([parts.length]);
  for (let at = parts.length - 1; at >= 0; at--) {
    const fitting = commas
      .map((count) => count + 1)
      .filter((length) => keys.has(keyOf(parts.slice(at, at + length).join(","))) && at + length <= parts.length);
    const best = fitting.find((length) => whole.has(at + length));
    if (best !== undefined) whole.add(at);
    lengths[at] = best ?? fitting[0] ?? 0;
  }
  return lengths;
}
