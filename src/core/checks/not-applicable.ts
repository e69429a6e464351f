import type { ListItem } from "../document/model.js";
import { answersNone } from "./none-answer.js";
import { isNotApplicableElsewhere } from "./none-words.js";

/** What may part a reason from what is struck out. */
const PARTED = /^[\s,.;:()[\]（）【】、，：–—-]/;
const MARK = "(?:n ?/ ?a|not applicable)";
const BEGINS = new RegExp(`^${MARK}(?![\\p{L}\\p{N}])`, "iu");
const ENDS = new RegExp(`(?:^|[\\s([（【:：,;–—-])${MARK}[\\s)\\]）】.]*$`, "iu");
const REMARK = /[([（【]([^()[\]（）【】]{1,60})[)\]）】]\s*$/;
const TILDE = /^~([^~\n]{1,500})~(?!~)/;

/** Takes a task item; true when its author says that it does not apply: it is struck out, or marked N/A. */
export function isNotApplicable({ text, struck }: Pick<ListItem, "text" | "struck">): boolean {
  const first = text.split("\n", 1)[0] ?? "";
  if (BEGINS.test(first) || ENDS.test(first) || isNotApplicableElsewhere(afterDash(first)) || isMark(REMARK.exec(first)?.[1] ?? ""))
    return true;
  // GitHub strikes out between single tildes, too.
  const single = TILDE.exec(text);
  const rest = struck?.leads === true ? struck.rest : single ? text.slice(single[0].length) : null;
  // New words in place of the old ones are another task.
  return rest !== null && (rest.trim() === "" || PARTED.test(rest) || BEGINS.test(rest.trim()) || answersNone(rest.trim()));
}

/** What follows the last dash or colon, in small letters. */
function afterDash(text: string): string {
  return /[:：–—]\s{0,3}([^:：–—]{1,40}?)[\s.。]{0,3}$/u.exec(text)?.[1]?.toLowerCase() ?? "";
}

/** "No" after a task says that it was not done. */
function isMark(remark: string): boolean {
  return answersNone(remark) && !/^\s*(?:no|nein|non|nee|нет|否|いいえ|아니요)[\s.!]*$/iu.test(remark);
}
