import { existsSync } from "node:fs";
import { QUESTION_IDS, type QuestionId } from "../../core/insight/signs.js";
import { QUESTION_WORDS, type DiagnosisAnswers } from "../../render/insight/diagnosis.js";
import { askUntil, type Ask, type Read } from "../common/prompt.js";

/** Who is asked, and how they are told what was not understood. */
export interface Asking {
  ask: Ask;
  say: (text: string) => void;
}

const NOTHING: Read<null> = { ok: true, value: null };

/** Asks the questions that are not answered yet, one by one; nothing skips one. Returns all answers; throws a WrongCall when there is nobody any more. */
export async function askQuestions(known: DiagnosisAnswers, { ask, say }: Asking): Promise<DiagnosisAnswers> {
  const answers: Partial<Record<QuestionId, boolean>> = { ...known };
  const open = QUESTION_IDS.filter((id) => known[id] === undefined);
  if (open.length > 0) say("What no ledger knows: yes, no, or nothing where nobody knows.\n");
  for (const [index, id] of open.entries()) {
    const question = `${index + 1} of ${open.length}: ${QUESTION_WORDS[id]}`;
    const answer = await askUntil(ask, question, "", readYesOrNo, say);
    if (answer !== null) answers[id] = answer;
  }
  return answers;
}

/** Asks where answers are kept that came without a file; returns null where they are not wanted. */
export async function askForFile({ ask, say }: Asking): Promise<string | null> {
  return await askUntil(ask, "Keep the answers for the next time? A file, such as .github/diagnosis.yml; nothing: no", "", readFile, say);
}

function readYesOrNo(text: string): Read<boolean | null> {
  if (text === "") return NOTHING;
  const word = text.toLowerCase();
  if (["yes", "y", "no", "n"].includes(word)) return { ok: true, value: word.startsWith("y") };
  return { ok: false, reason: "answer `yes` or `no`, or nothing to leave it open" };
}

function readFile(text: string): Read<string | null> {
  if (text === "") return NOTHING;
  return existsSync(text)
    ? { ok: false, reason: "there is such a file; name another one, or call this with it as --answers" }
    : { ok: true, value: text };
}
