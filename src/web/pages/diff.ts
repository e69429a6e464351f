import * as differences from "@jest/diff-sequences";

// Its types tell of the CommonJS build; what is imported is the other one, whose default is the function itself.
const sequences = differences.default as unknown as typeof differences.default.default;

/** A line of two versions: in both, only in the older, or only in the newer. */
export interface DiffLine {
  is: "same" | "gone" | "new";
  text: string;
}

/** What is longer is shown whole, as gone and as new: nobody compares that by eye, and finding the least difference takes its time. */
const MOST_LINES = 1_000;

/** Takes two versions of a text; returns their lines, the least that changed as gone and as new. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > MOST_LINES || b.length > MOST_LINES) return [...gone(a), ...added(b)];
  const lines: DiffLine[] = [];
  const push = (more: DiffLine[]): void => more.forEach((line) => lines.push(line));
  let [atA, atB] = [0, 0];
  const common = (n: number, inA: number, inB: number): void => {
    push([...gone(a.slice(atA, inA)), ...added(b.slice(atB, inB))]);
    push(a.slice(inA, inA + n).map((text) => ({ is: "same", text })));
    [atA, atB] = [inA + n, inB + n];
  };
  sequences(a.length, b.length, (inA, inB) => a[inA] === b[inB], common);
  push([...gone(a.slice(atA)), ...added(b.slice(atB))]);
  return lines;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function gone(lines: string[]): DiffLine[] {
  return lines.map((text) => ({ is: "gone", text }));
}

function added(lines: string[]): DiffLine[] {
  return lines.map((text) => ({ is: "new", text }));
}
