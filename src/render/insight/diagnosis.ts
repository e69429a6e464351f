import { FORGOTTEN_DAYS, QUESTION_IDS, SHARE, type QuestionId, type Sign, type SignId } from "../../core/insight/signs.js";
import { count, join, oneLine } from "../markdown.js";

/** What a sign says, and how it is looked for. */
export const SIGN_WORDS: Readonly<Record<SignId, { says: string; query: string }>> = {
  forgotten: {
    says: "Requests are forgotten by the time they are delivered.",
    query: `of the items that were ever taken over: closed before the last stage, or lying for more than ${FORGOTTEN_DAYS} days without having been begun`,
  },
  unplanned: {
    says: "Much of the work is unplanned.",
    query: "of the open pull requests that have to close an issue: those that close none",
  },
  late: {
    says: "Requests come in after the decision was made.",
    query: "of the items whose beginning is known: those that entered behind the stage of the decision",
  },
  no_outcome: {
    says: "Outputs are shipped, outcomes are not recorded.",
    query: "of the items that ended in the last stage: those that left it without an accepted hand-off, and so without a verdict",
  },
  unconfirmed: {
    says: "Nobody confirmed that the work is a priority.",
    query: "of the items that left the first stage: those where no gate that waits for somebody's word had passed",
  },
  undecided: {
    says: "Work is built without a decision.",
    query: "of the items behind the decision: those that no accepted hand-off led out of its stage",
  },
  returned: {
    says: "Work is passed on that the next one cannot use.",
    query: "of the hand-offs that came to an end: those with a rejection, a void acknowledgement or an override",
  },
};

/** What only people know. Yes means that the sign is there. */
export const QUESTION_WORDS: Readonly<Record<QuestionId, string>> = {
  unused: "Is there no way to tell whether what was delivered last quarter is used?",
  delivery_is_success: "Is delivery what is celebrated, rather than a decision that went better for it?",
  counted_output: "Is the team judged by how many requests it closes?",
  loudest_first: "Does whoever asks last or loudest come first?",
  solution_given: "Do requests name the dashboard to build, rather than the decision to make?",
  never_retired: "Has nothing that was delivered been taken down in the last year?",
};

/** So many of thirteen are what the articles call by a name. */
const TROUBLE = 8;

/** What people answered, by the question's id; what is left out was not answered. */
export type DiagnosisAnswers = Readonly<Partial<Record<QuestionId, boolean>>>;

/** The diagnosis for a terminal: each sign with its query and items, each question with its answer, and what it comes to. */
export function diagnosisText(repository: string, signs: readonly Sign[], answers: DiagnosisAnswers): string {
  const asked = QUESTION_IDS.map((id) => {
    const answer = answers[id];
    return `  ${answer === undefined ? "?  " : answer ? "yes" : "no "}  ${id}: ${QUESTION_WORDS[id]}`;
  });
  const head = `${oneLine(repository, 200)}: thirteen signs of a dashboard factory. A computed one is there when more than ${SHARE * 100} % show it.`;
  return `${[head, ...signs.map(signText), ["Questions", ...asked].join("\n"), sumWords(signs, answers)].join("\n\n")}\n`;
}

function signText({ id, is, n, of, items }: Sign): string {
  const word = { there: "there    ", not_there: "not there", unknown: "unknown  " }[is];
  const found = is === "unknown" ? "nothing to compute it from" : `${n} of ${of}`;
  const those =
    items.length === 0
      ? []
      : [
          `    ${join(
            items.map(({ number }) => `#${number}`),
            "and",
            20,
          )}`,
        ];
  return [`  ${word}  ${SIGN_WORDS[id].says} ${found}`, `    ${SIGN_WORDS[id].query}`, ...those].join("\n");
}

/** `5 of 7 computable signs are there; 2 of 6 questions are answered, 1 with yes.` What is not known is in no sum. */
export function sumWords(signs: readonly Sign[], answers: DiagnosisAnswers): string {
  const there = signs.filter(({ is }) => is === "there").length;
  const unknown = signs.filter(({ is }) => is === "unknown").length;
  const answered = QUESTION_IDS.map((id) => answers[id]).filter((answer) => answer !== undefined);
  const yes = answered.filter(Boolean).length;
  const left = unknown === 0 ? "" : ` (${count(unknown, "sign")} could not be computed)`;
  const sum = `${there} of ${signs.length} computable signs are there${left}; ${answered.length} of ${QUESTION_IDS.length} questions are answered, ${yes} with yes.`;
  return there + yes >= TROUBLE ? `${sum}\nEight or more of thirteen: this is a dashboard factory, and in deep trouble.` : sum;
}
