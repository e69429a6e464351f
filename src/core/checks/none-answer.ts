import { singleSpaced, visible } from "../document/names.js";
import { wordCount } from "../document/word-count.js";
import { isNoneElsewhere } from "./none-words.js";
import { hasReason, saysNone } from "./placeholder.js";

/** What is not decided yet, or what a form says where nobody wrote anything. */
const OPEN =
  /(?<!\p{L})(?:tb[acd]|todo|to do|to be|fixme|wip|xxx|pending|unknown|later|no (?:response|answer|idea|clue|time|one))(?!\p{L})/iu;
const LONGEST = 500;
/** Polish for "no", but German for "never": an answer only where none is one. */
const EITHER = "nie";

/** Takes an answer; true for "None", "N/A" and the like, alone or with a reason, where a contract takes them for one. */
export function answersNone(text: string): boolean {
  // Who asks has not answered.
  if (text.length > LONGEST || /[?？؟]\s*$/u.test(text)) return false;
  const plain = bare(text);
  if (isNoneElsewhere(plain) || plain === EITHER) return true;
  return saysNone(text) && (!OPEN.test(text) || (wordCount(text) > 4 && hasReason(text)));
}

function bare(text: string): string {
  const plain = singleSpaced(visible(text.normalize("NFC")).toLowerCase()).replace(/^[^\p{L}\p{N}]+/u, "");
  return plain.replace(/[^\p{L}\p{N}\p{M}]{1,50}$/u, "");
}
