/** Where a mail's tail begins in a comment that came by mail. */
export interface MailTail {
  /** Index of the line; the number of lines when there is none. */
  begins: number;
  /** Whether what follows may still be the writer's: below a signature's dashes or an answer's head, not below a whole mail of somebody else. */
  isOwn: boolean;
}

const SIGNATURE = /^-- ?$/;
/** "On 3 May, Ana wrote:", as mail programs say it in the languages that are written most. */
const ANSWER =
  /^(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu)\b.{1,300}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał).{0,100}[:：]\s*$/i;
const ANSWER_ELSEWHERE = /^.{1,300}(?:写道|寫道|wrote|のメール|님이 작성)\s?[:：]\s*$/;
const WHOLE =
  /^-{2,20} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale) ?-{2,20}\s*$/i;

/** Takes a comment's lines; returns where the tail begins that a mail program put below (or above) the answer. */
export function mailTail(lines: readonly string[]): MailTail {
  const begins = lines.findIndex((line) => SIGNATURE.test(line) || isHead(line) || WHOLE.test(line));
  if (begins === -1) return { begins: lines.length, isOwn: false };
  return { begins, isOwn: !WHOLE.test(lines[begins] ?? "") };
}

function isHead(line: string): boolean {
  return line.length < 500 && (ANSWER.test(line) || ANSWER_ELSEWHERE.test(line));
}
