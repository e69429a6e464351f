import { boundAt } from "./comparator.js";
import { UNIT } from "./words.js";

/** Stands for what was taken out, so that its neighbours stay neighbours. */
const MARK = "·";
const TOKEN = /[\p{L}\p{M}'’]+|\p{N}+(?:[.,]\p{N}+)*|[^\s\p{L}\p{M}\p{N}]/gu;
/** A whole number without separators, with a letter perhaps: only such ones name things. */
const NUMBER = /^\d{1,6}$/;
const UNIT_BEHIND = new RegExp(`^\\s?(?:${UNIT}|\\+|[-–]?(?:fold|percent|star)\\b)`, "i");

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that govern or join: what stands before them has ended. Closed classes of a few languages. */
const JOINS = set(
  "of to in on at by for from with without into onto behind before after under over above below between within until since through via per as than and or but nor " +
    "is are was were be been being has have had does do did will would shall should can could may might must not that which who when while if where because " +
    "von vom der die das des dem den im in am auf bei mit und oder ist sind war wird werden wurde hat haben zu zum zur für aus nach " +
    "du de des la le les l au aux dans en sur et ou est sont a ont sera pour par " +
    "del al el los las y o es está están son fue ha han por con " +
    "di della dello dei e è sono nel da dal do dos das na no foi são",
);
/** After these a noun follows. */
const DETERMINES = set(
  "the a an this that these those each every any our their its his her my your of in on at by for from with into onto behind through per via and or " +
    "der die das des dem den ein eine einer im am von vom auf bei du de des la le les au dans sur un une del el los las en di della il lo",
);
/** What stands before a number and counts, measures or qualifies. */
const COUNTS = set(
  "reach reaches reached reaching hitting scoring averaging hit hits score scores average averages exceed exceeds total totals cost costs equal equals take takes last lasts measure measures number count counts " +
    "stay stays remain remains drop drops fall falls rise rises get gets show shows become becomes rating latency uptime availability accuracy precision recall coverage rate ratio " +
    "index sum median mean share target goal value baseline minimum maximum limit threshold quota capacity min max nps csat p p50 p90 p95 p99 kappa auc " +
    "first next top past previous another additional further only some nearly almost about around roughly exactly approximately all both other more less fewer just least most " +
    "new extra remaining full whole single same up down below above under over within than no not s has have x times plus minus",
);
const DEFINITE =
  /(?<![\p{L}\p{N}])(?:the|our|their|its|these|those|unsere[rn]?|nos|nuestr[oa]s)\s(?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\s?(?:%|percent|per cent|times|x\b|st\b|nd\b|rd\b|th\b|seconds?|minutes?|hours?|days?|weeks?|months?|years?|most|top|last|latest|first)|[.,:]?\d)(?=[\s-][\p{L}])/giu;

/**
 * Takes out numbers that only tell which one: "stage 4 of programme 9", "runbook 12 describes". Such a number follows a noun, has no unit,
 * and nothing that it counts follows: the phrase ends there, or the noun is known for one by the word before it.
 */
export function withoutDesignators(text: string, isVerb: (word: string) => boolean): string {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));
  let out = "";
  let at = 0;
  let named = -1;
  for (const [index, token] of tokens.entries()) {
    if (!NUMBER.test(token.word)) continue;
    const near = (offset: number) => tokens[index + offset]?.word ?? "";
    // "Rules 4 to 9", "Article 6(1)": what goes on with a name is one.
    const goesOn =
      named >= 0 && index - named <= 2 && GOES_ON.has(near(-1).toLowerCase()) && endsAt(near(1), text.slice(token.end, token.end + 3));
    if (!goesOn && !names(near, text, token, isVerb)) continue;
    named = index;
    out += `${text.slice(at, token.start)}${MARK}`;
    at = token.end;
  }
  return out + text.slice(at);
}

const ARTICLES = new Set(["the", "its", "their", "our"]);
const GOES_ON = new Set(["to", "and", "or", ",", "&", "/", "-", "–", "(", "bis", "und", "à", "et", "y", "a", "e"]);

interface Token {
  word: string;
  start: number;
  end: number;
}

function names(near: (offset: number) => string, text: string, { start, end }: Token, isVerb: (word: string) => boolean): boolean {
  const before = near(-1);
  // Only what is written together belongs together.
  if (!/^\p{L}/u.test(before) || !/[\p{L}'’]\s?$/u.test(text.slice(Math.max(0, start - 2), start))) return false;
  const noun = before.toLowerCase();
  if (JOINS.has(noun) || DETERMINES.has(noun) || COUNTS.has(noun) || /(?:ed|est|ly)$/.test(noun) || isVerb(before)) return false;
  if (boundAt(text, start, end) !== null) return false;
  if (UNIT_BEHIND.test(text.slice(end, end + 24))) return false;
  if (isRatio(near)) return false;
  if (endsAt(near(1), text.slice(end, end + 3))) return true;
  // "Training 30 managers" counts, "wing 2 is closed" does not.
  if (noun.endsWith("ing")) return false;
  if (isVerb(near(1)) && near(1).endsWith("s") && !/^(?:$|\p{P})/u.test(near(2)) && !JOINS.has(near(2).toLowerCase())) return true;
  // A determiner begins what a verb is done to: "arm 2 receives the placebo".
  if (near(1).endsWith("s") && ARTICLES.has(near(2).toLowerCase())) return true;
  const opens = near(-2) === "" || /^[.!?;:]$/.test(near(-2));
  return DETERMINES.has(near(-2).toLowerCase()) || (opens && /^\p{Lu}/u.test(before));
}

/** "7 of 10", "1 in 200". */
function isRatio(near: (offset: number) => string): boolean {
  const [first, second, third] = [near(1).toLowerCase(), near(2).toLowerCase(), near(3)];
  if (first === "out" && second === "of") return /^\d/.test(third);
  return ["of", "in", "von", "sur", "de"].includes(first) && /^(?:\d|every$|all$|ten$|the$|our$)/.test(second);
}

function endsAt(next: string, behind: string): boolean {
  return next === "" || /^\s?[.,;:)\]|(/]/.test(behind) || JOINS.has(next.toLowerCase());
}

/** Takes out how many there are of what everybody knows: "the 14 cost centres", "our five depots". */
export function withoutDescriptions(text: string): string {
  return text.replace(DEFINITE, MARK);
}
