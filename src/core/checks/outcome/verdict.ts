import type { Verdict } from "../../facts/accepted-criteria.js";

const PARTLY = /\b(?:partly|partially|partial|in part|half[- ]met|mixed|mostly|almost|nearly)\b|[🟡🟠]/giu;
const MISSED =
  /\b(?:missed|unmet|failed|fell short|falls short|(?:not|never)(?: yet| fully| quite)?(?: been)? (?:met|achieved|reached|hit|fulfilled|satisfied|passed)|(?:wasn|weren|isn|aren)['’]t (?:met|reached|achieved|hit)|didn['’]t (?:meet|reach|hit))\b|[❌✗✘🔴]/giu;
const MET =
  /\b(?:met|exceeded|surpassed|fulfilled|satisfied|beaten)\b|\b(?:achieved|reached|passed|hit)\b(?=\s*(?:[.,;)|!–-]|$))|[✅✔☑🟢]/gimu;
/** What is yet to come is no verdict. */
const YET_TO_COME =
  /\b(?:will|would|should|shall|may|might|could|to|hopefully|can)(?: \w{1,12})? be (?:met|missed|exceeded|surpassed|fulfilled|satisfied|beaten|achieved|reached|passed|hit)\b|\bhopefully met\b/gi;
/** A template's choice that nobody made. */
const CHOICE = /\b(?:met|missed|partly|yes|no)\s*(?:\/|\||,|\bor\b)\s*(?:not met|unmet|met|missed|partly|no|yes)\b/i;
const QUESTION = /\bmet\s*\?\s*[:|–-]?\s*/i;
const YES = /^\W*(?:yes|y|true|done|ok|okay)\b/i;
const NO = /^\W*(?:no|n|false)\b/i;

/**
 * Takes a text, and whether it stands where only a verdict would; returns the verdict it gives, null when it gives none or leaves the
 * choice open. Two that differ come to "partly".
 */
export function verdictOf(text: string, alone = false): Verdict | null {
  if (CHOICE.test(text)) return null;
  const question = QUESTION.exec(text);
  const answer = question === null ? text : text.slice(question.index + question[0].length);
  return (question !== null || alone ? yesOrNo(answer) : null) ?? fromWords(question === null ? text : text.replace(QUESTION, " "));
}

function yesOrNo(answer: string): Verdict | null {
  if (YES.test(answer)) return "met";
  return NO.test(answer) ? "missed" : null;
}

/** "Partly met" and "not met" hold "met": each phrase is taken out before the next is looked for. */
function fromWords(text: string): Verdict | null {
  const said = text.replace(YET_TO_COME, " ");
  const partly = said.search(PARTLY) !== -1;
  const withoutPartly = said.replace(PARTLY, " ");
  const missed = withoutPartly.search(MISSED) !== -1;
  const met = withoutPartly.replace(MISSED, " ").search(MET) !== -1;
  if (partly && missed && met) return null;
  if (partly || (missed && met)) return "partly";
  return missed ? "missed" : met ? "met" : null;
}

/** The text without the words that give a verdict. */
export function withoutVerdict(text: string): string {
  return text.replace(QUESTION, " ").replace(PARTLY, " ").replace(MISSED, " ").replace(MET, " ");
}

/** True when more is said of the verdict than the verdict: "not met on weekends". Takes the text without its numbers. */
export function isQualified(text: string): boolean {
  const said = [PARTLY, MISSED].flatMap((words) => [...text.matchAll(words)]).at(-1);
  return said !== undefined && /\p{L}/u.test(text.slice(said.index + said[0].length));
}
