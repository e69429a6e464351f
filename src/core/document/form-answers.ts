import { answersIn, type Answer, type Mark } from "./answers.js";
import type { FormQuestion } from "./issue-form.js";
import type { Block, HeadingBlock } from "./model.js";
import { nameKey } from "./names.js";
import { holdsHeadings } from "./sections.js";

/** An issue form: its questions, and how their labels are compared. */
export interface KnownForm {
  questions: readonly FormQuestion[];
  keys: readonly string[];
}

interface Readable {
  blocks: readonly Block[];
  /** Lines of the headings that stand in a part that is folded away. */
  folded: ReadonlySet<number>;
  lines: readonly string[];
  firstLine: number;
}

/** The level that GitHub gives questions. */
const LEVEL = 3;

/** Takes a text that was read and the forms it may be the output of; returns the answers to the form that asks for most of what it has, none where no form does. */
export function formAnswers(parsed: Readable, forms: readonly KnownForm[]): Answer[] {
  const said = saidBetween(parsed);
  const headings = questionLike(parsed);
  let best: Answer[] = [];
  let fewest = 0;
  for (const { questions, keys } of forms) {
    const answers = answersIn(marksIn(headings, questions, keys), questions, said) ?? [];
    const isBetter = answers.length > best.length || (answers.length === best.length && questions.length < fewest);
    if (isBetter) [best, fewest] = [answers, questions.length];
  }
  return best;
}

/** A heading as GitHub writes one above an answer, with what stands right below it. */
interface Heading {
  heading: HeadingBlock;
  key: string;
  below: readonly Block[];
}

function questionLike({ blocks, folded }: Readable): Heading[] {
  return blocks.flatMap((block, index): Heading[] =>
    block.kind !== "heading" || block.level !== LEVEL || block.underlined || block.inHtml || folded.has(block.line)
      ? []
      : [{ heading: block, key: nameKey(block.text), below: blocks.slice(index + 1, index + 2) }],
  );
}

function marksIn(headings: readonly Heading[], questions: readonly FormQuestion[], keys: readonly string[]): Mark[] {
  const asked = new Map(keys.map((key, question) => [key, question]));
  return headings.flatMap(({ heading, key, below }): Mark[] => {
    const question = asked.get(key);
    return question === undefined ? [] : [{ heading, question, holdsNone: !holdsHeadings(below, questions[question]?.type ?? "") }];
  });
}

/** Counts the characters that stand between two lines, both left out. */
function saidBetween({ lines, firstLine }: Readable): (from: number, to: number | null) => number {
  const sums = [0];
  for (const line of lines) sums.push((sums.at(-1) ?? 0) + line.trim().length);
  return (from, to) => (sums[to === null ? lines.length : to - firstLine] ?? 0) - (sums[from - firstLine + 1] ?? 0);
}
