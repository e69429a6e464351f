import { wordCount } from "../document/word-count.js";
import { hasReason, saysNone } from "./placeholder.js";

/** What is not decided yet, or what a form says where nobody wrote anything. */
const OPEN =
  /(?<!\p{L})(?:tb[acd]|todo|to do|to be|fixme|wip|xxx|pending|unknown|later|(?:no )?(?:response|answer|idea|clue|time))(?!\p{L})/iu;
const LONGEST = 500;

/** Takes an answer; true for "None", "N/A" and the like, alone or with a reason, where a contract takes them for one. */
export function answersNone(text: string): boolean {
  return text.length <= LONGEST && saysNone(text) && (!OPEN.test(text) || (wordCount(text) > 4 && hasReason(text)));
}
