import { parseDocument } from "yaml";
import { QUESTION_IDS } from "../../core/insight/signs.js";
import { parseYaml } from "../../core/yaml/yaml.js";
import { QUESTION_WORDS, type DiagnosisAnswers } from "../../render/insight/diagnosis.js";

/** What a file of answers says, or what is wrong with it. */
export type ReadAnswers = { ok: true; answers: DiagnosisAnswers } | { ok: false; reason: string };

/** A file that asks every question, with what is answered already. */
export function answersFile(answers: DiagnosisAnswers): string {
  const questions = QUESTION_IDS.map(
    (id) => `# ${QUESTION_WORDS[id]}\n${id}:${answers[id] === undefined ? "" : ` ${wordOf(answers[id])}`}\n`,
  );
  return `# Answers for baton diagnose: yes or no, or nothing where nobody knows.\n\n${questions.join("\n")}`;
}

/** Takes the text of a file of answers that was read, and answers; returns it with those, and with what people wrote around them. */
export function withAnswers(text: string, answers: DiagnosisAnswers): string {
  const file = parseDocument(text);
  for (const id of QUESTION_IDS) if (answers[id] !== undefined) file.set(id, wordOf(answers[id]));
  return file.toString();
}

function wordOf(answer: boolean | undefined): string {
  return answer ? "yes" : "no";
}

/** Takes the text of a file of answers; returns them. Questions that are not answered are left out. */
export function readAnswers(text: string): ReadAnswers {
  const read = parseYaml(text);
  if (!read.ok) return { ok: false, reason: read.problems[0]?.found ?? "it is no YAML" };
  const data = read.data ?? {};
  if (typeof data !== "object" || Array.isArray(data)) return { ok: false, reason: "it has to map questions to yes or no" };
  const answers: Partial<Record<(typeof QUESTION_IDS)[number], boolean>> = {};
  for (const [key, value] of Object.entries(data)) {
    const id = QUESTION_IDS.find((each) => each === key);
    if (!id) return { ok: false, reason: `there is no question ${JSON.stringify(key)}; there are: ${QUESTION_IDS.join(", ")}` };
    const answer = ANSWERS.get(value);
    if (answer === undefined) return { ok: false, reason: `${id} has to be yes or no, or nothing` };
    if (answer !== null) answers[id] = answer;
  }
  return { ok: true, answers };
}

// In YAML 1.2 `yes` is a word.
const ANSWERS = new Map<unknown, boolean | null>([
  ["yes", true],
  [true, true],
  ["no", false],
  [false, false],
  [null, null],
]);
