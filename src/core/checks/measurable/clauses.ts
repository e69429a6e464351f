import { withoutDescriptions } from "./designators.js";
import { saysNotYet } from "../not-yet.js";
import { isDone, isObjective } from "./reports.js";
import { PERIOD, SUBJECTIVE } from "./words.js";

const QUANTITY = "(?:[€$£¥]?\\d[\\d.,:]{0,12}\\s?%?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?)";
const SENTENCE = /(?<=[.!?])(?<!\b(?:e\.g|i\.e|vs|approx|max|min|resp|incl|cf|no)\.)\s+|\n+/i;
const LEADING =
  /^\s*(?:[-*•]\s)?(?:and |then |\(?[a-z0-9]{1,3}\)\s)?(?:when|whenever|if|once|as soon as|given|in case|unless|should|upon|where|while)\b(?:[^,.;:]|[.:](?=\d)){0,200}(?:,|:(?=\s)|→|->|=>)/i;
/** "If disk usage exceeds 80%": a condition and nothing else. */
const ONLY_CONDITION = /^\s*(?:if|whenever|in case|unless)\b(?:(?!\b(?:shall|must|should|will|then)\b)[^,;:→>]|>(?= ?\d)){0,120}$/i;
const LEADING_SPAN = new RegExp(
  `^\\s*(?:after(?! ${QUANTITY}[ -](?:${PERIOD})s?\\b)|following|with|for [\\w\\s]{1,40}? (?:above|over|below|under|beyond|exceeding|(?:more|less|larger|older|longer|fewer|bigger|greater|higher) than))\\b(?:[^,.;]|\\.(?=\\d)){0,120},`,
  "i",
);
const LEADING_NUMBER = new RegExp(
  `^\\s*(?:(?:after(?! ${QUANTITY}[ -](?:${PERIOD})s?\\b)|once|when|if|whenever|following|in (?:the event|case) of)\\s(?:[a-z]+\\s){0,3}?|for [\\w\\s]{1,40}? (?:above|over|below|under|beyond|exceeding|(?:more|less|larger|older|longer|fewer|bigger|greater|higher) than)\\s)${QUANTITY}(?=\\s)`,
  "i",
);
const TRAILING =
  /(?<!\b(?:check|checks|verify|verifies|confirm|ensure|see|test|tests|measure|determine))[\s,(](?:when|whenever|if|once(?! (?:an?|per|every|each|in)\b)|as soon as|unless|in case)\s(?:(?!\b(?:shall|must|should|will)\b)(?:[^,;.()]|\.(?=\d))){0,200}(?=[,;.()]|$)/gi;
const RESTRICTED = new RegExp(
  `^(\\s*(?:[a-z]+\\s){1,6}?)(?:with|having|owning)\\s(?:(?:more|fewer|less) than|at least|at most|over|above|under|below)\\s${QUANTITY}(?=[^.;]{0,80}\\b(?:can|cannot|may|must|shall|should|will|get|gets|see|sees|are|is)\\b)|^(\\s*(?:[a-z]+\\s){1,6}?)(?:older|larger|bigger|longer|heavier|greater|smaller|newer) than\\s${QUANTITY}(?=[^.;]{0,80}\\b(?:can|cannot|may|must|shall|should|will|are|is)\\b)`,
  "i",
);
const EXCEEDING = new RegExp(
  `^(\\s*(?:[a-z]+\\s){1,4}?)(?:over|above|beyond|exceeding|of more than)\\s${QUANTITY}(?=[^.;,]{0,60}\\b(?:is|are|gets?|(?:will|must|shall|should|can) be)\\s(?!(?:maintained|required|expected|achieved|guaranteed|reached|kept|needed|sustained|attained|held)\\b)[a-z]{1,20}(?:ed|en|wn)\\b)`,
  "i",
);
const PEOPLE = new RegExp(
  `\\b(?:(?:users?|customers?|people|persons?|children|adults?|employees?|patients?|visitors?|members?|guests?|buyers?|drivers?|students?) (?:aged|over|under|above|below|(?:older|younger) than)(?: the age of)? ${QUANTITY}(?! ?%)|(?:who|whose) (?:(?!\\b(?:can|cannot|may|must|shall|should|will|is|are)\\b ?[a-z]+ed\\b)[^,.;]){0,120}${QUANTITY}(?=[^,.;]{0,80} (?:can|cannot|may|must|shall|should|will|is|are|gets?|sees?|receives?)\\b))`,
  "gi",
);

// Dates are out by now: a "by" before nothing was before a deadline.
/** "after three failed attempts": events that are counted before something happens. */
const EVENTS = new RegExp(
  `\\b(?:after|following|upon) (?:the )?${QUANTITY} (?:[a-z-]{2,20} ){0,3}?(?:attempts?|tries|failures?|retries|errors?|log-?ins?|sign-?ins?|log-?ons?|violations?|warnings?|strikes?|misses|mistakes?|times)\\b|\\b(?:after|following|upon) (?:the )?${QUANTITY} (?:failed|unsuccessful|wrong|missed|invalid|incorrect|rejected|declined|consecutive) [a-z-]{2,20}(?: (?:[a-z-]{2,20}s)\\b)?`,
  "gi",
);
/** Why something is asked for, and what would be an instance of it. */
const REASON = /\b(?:because|since (?!(?:19|20)\d\d|v?\d{1,4}\.|the (?:start|beginning|launch|last|release)))[^,;.()]{0,160}/gi;
const EXAMPLE =
  /\((?:e\.? ?g\b\.?|for (?:example|instance)|such as|tested)[^()%<>≤≥\n]{0,120}\)|\(\d{1,3}(?:, ?\d{1,3}){1,5}(?:, ?)?(?:\.{3}|…|etc\.?)\)|\b(?:e\.g\.|for (?:example|instance),?) [^.;()%<>≤≥\n]{0,100}(?=[.;()\n]|$)/gi;
/** "It does four jobs:", and nothing follows. */
const LEAD_IN = new RegExp(`\\b${QUANTITY} (?:[a-z-]{1,20} ){0,2}[a-z-]{1,20}:\\s*$`, "i");

const GOAL =
  /\b(?:shall|must|should|will|ought|need(?:s|ed)? to|has to|have to|wants?|aim(?:s|ing)?|(?:targets?|goals?)(?=\s(?:is|are|of|for|to)\b|\s?[:=(])|expect(?:s|ed)?|reduce|increase|raise|cut|lower|improve|grow|shrink|drops?|falls?|rises?|reach(?:es)?|goes (?:up|down)|to be|at least|at most|no (?:more|less|fewer) than|minimum|maximum)\b|→|->|=>|[<>≤≥]\s?\d|\bby(?: the)?(?: end of)?\s*(?=[.,;)]|$)/i;
const NOW =
  /(?<!\b(?:than|as|from) )\b(?:currently|today|at present|at the moment|right now|nowadays|as of (?:now|today|this writing)|so far|to date|historically|previously|formerly|in the past|yesterday|(?:last|past|previous) (?:year|month|quarter|week|sprint|release|time|spring|summer|autumn|fall|winter|night)|until now|according to|the (?:current|existing|old|legacy|previous) [a-z\d -]{1,40} (?:is|are|takes?|needs?|has|have|handles?|costs?)|baseline|competitors?|industry average|experimentally|empirically|in (?:our|internal|initial|early|local|preliminary) (?:tests?|testing|benchmarks?|benchmarking|experiments?|measurements?)|(?:studies|research|surveys) shows?)\b/i;
const PAST =
  /\b(?:was|were|had|took|saw|(?<!\b(?:be|is|are|being) )found|observed that|counted|averaged|showed|got|fell|rose|grew|dropped|went|(?:we|they|(?:the|our) [a-z]{1,20}|system|service|survey|benchmark|users|customers) (?:measured|recorded|observed|handled|needed|received|reported|served|processed|lost|won|spent|made|sold|sent|ran|paid|gave|told|asked)|(?:has|have) (?:already |now )?(?:doubled|tripled|grown|fallen|risen|dropped|increased|decreased|reached|asked|seen|left|lost|gone|said|told|written|had|been))\b|\b(?:we|they|it|(?:the|our) [a-z]{1,20}) [a-z]{2,20}ed (?:about |over |nearly |only )?\d|^\s*(?:(?:up|down) from|compared (?:to|with)|versus|vs\.?)\s/i;
/** What a text says of itself and of the world: there is no asking in it. */
const MORE_OR_LESS = "(?! (?:zero|0|no|not|at|less|fewer|more|under|below|over|above|up)\\b)";
const TOLD = new RegExp(
  `^\\s*·\\s(?:also )?(?:adds|introduces|describes|covers|proposes)\\b${MORE_OR_LESS}|\\bthere (?:is|are)\\b${MORE_OR_LESS}|\\bthis (?:kep|proposal|enhancement|document|pr|pull request|issue|change|section|rfc|design|approach|patch|page|pep) (?:also |only )?(?:proposes|introduces|adds|describes|contains|covers|lists|has|defines|includes)\\b${MORE_OR_LESS}|\\b(?:consists|composed|comprised|made up) of\\b${MORE_OR_LESS}|\\bcomprises\\b${MORE_OR_LESS}|^\\s*(?:the|our|this|that|its) (?:[a-z-]{2,20} ){1,3}(?:has|have|contains?|holds?) (?:\\d|two|three|four|five|six|seven|eight|nine|ten|twelve)${MORE_OR_LESS}|\\balready\\b|\\b(?:an?|the) (?:typical|usual|average) [a-z]{1,20} (?:has|have|is|are|takes?|uses?|contains?|needs?)\\b|^\\s*most (?:users|customers|clusters|teams|people|companies|organi[sz]ations|visitors) (?:have|are|use|do|spend|take)\\b`,
  "i",
);
const CLAUSE = /\s*[,;|–—]\s*|\s-\s/;
const ASIDE = /\((?:currently|now|today|was|were|baseline|from|up from|down from|vs\.?|before|previously|last)\b[^()\n]{0,100}\)/gi;
const TENTATIVE =
  /\b(?:to be|be|been|needs?|need to be|will be|is|are)\s(?:[a-z]+\s){0,3}(?:tuned|adjusted|calibrated|refined|revisited|fine-tuned)\b|\b(?:may|might|could|can) (?:still )?(?:be )?(?:tuned|adjusted|changed?|revisited|refined)\b|\bsubject to (?:change|tuning|revision|adjustment)|\btentative(?:ly)?\b|\b(?:is|as) (?:only )?a placeholder\b|\bprovisional(?:ly)?\b|\b(?:seems?|might be|could be|may be) (?:reasonable|ok|fine|right|enough|good)\b/i;
/** Who asks promises nothing. */
const QUESTION = /[?？؟]["'”’»)\]]{0,3}\s*$/u;
const ASIDES = /[([（［]([^()[\]（）［］\n]{1,120})[)\]）］]/gu;
const OPEN_MARK = /^(?:tb[dac]|todo|fixme|placeholder|draft|[?？]{1,3})(?![\p{L}\p{N}])/u;
// What is set unless somebody sets it otherwise is no target.
const PRESET = new RegExp(`\\bdefault(?:s|ing)?(?: values?)?(?: is| are| to| of|:| =)?\\s${QUANTITY}`, "gi");
const NEAR = new RegExp(
  `\\b(?:near(?:ly)?|close to|approach(?:es|ing)?|in the neighbou?rhood of|ideally|almost)\\s(?:to\\s)?(?:${QUANTITY}|(?:hour|dai|week|month|year)ly\\b)`,
  "gi",
);
const FELT = new RegExp(
  `(?:\\b(?:is|are|be|feels?|becomes?|seems?|finds?|looks?)\\s(?:[a-z]+\\s){0,3}?|^\\s*)(?:${SUBJECTIVE})\\b(?![^.;]{0,80}[:–—(])`,
  "i",
);
const BETTER =
  /\b(?:\d{1,4}(?:\.\d)?\s?(?:[x×]|times)|twice(?: as)?|(?:two|three|five|ten) times(?: as)?) (?:better|easier|easy|simpler|simple|nicer|nice|happier|happy)\b/gi;
const USE = new RegExp(
  `\\b(?:after|within|in|following)\\s(?:only\\s|the\\s|a\\s|an\\s|just\\s|first\\s|${QUANTITY}\\s){0,3}[a-z-]{2,20}\\b`,
  "gi",
);

/** Sentences of a text, to be judged one by one. */
export function sentencesOf(text: string): string[] {
  return text.split(SENTENCE);
}

/** Leaves the outcome of a sentence: what must hold before it ("after three failed logins …") is no target. */
export function withoutConditions(sentence: string): string {
  if (ONLY_CONDITION.test(sentence)) return "";
  let rest = sentence;
  for (let round = 0; round < 4 && LEADING.test(rest); round += 1) rest = rest.replace(LEADING, " ");
  return rest
    .replace(LEADING_SPAN, " ")
    .replace(LEADING_NUMBER, " ")
    .replace(TRAILING, " ")
    .replace(RESTRICTED, "$1$2 ")
    .replace(EXCEEDING, "$1 ")
    .replace(PEOPLE, " ")
    .replace(EVENTS, " ")
    .replace(REASON, " ")
    .replace(EXAMPLE, " ")
    .replace(LEAD_IN, " ");
}

/** Leaves nothing of a sentence that only tells what was measured. */
export function withoutPast(sentence: string): string {
  const rest = sentence.replace(ASIDE, " ");
  if (GOAL.test(rest) || isObjective(rest)) return rest;
  const clauses = rest.split(CLAUSE);
  if (NOW.test(clauses[0] ?? "")) return "";
  return clauses
    .filter((clause) => !NOW.test(clause) && !PAST.test(clause) && !isDone(clause) && !TOLD.test(clause))
    .map(withoutDescriptions)
    .join(", ");
}

/** Leaves out values without a tolerance, those that are still to be found or asked for, and mere presets. */
export function withoutTentative(sentence: string): string {
  return TENTATIVE.test(sentence) || QUESTION.test(sentence) || isStillOpen(sentence)
    ? ""
    : sentence.replace(NEAR, " ").replace(PRESET, " ");
}

/** "(TBD)", ", noch offen", "– à confirmer": what stands beside a value and says that it is none yet. */
function isStillOpen(sentence: string): boolean {
  const asides = [...sentence.matchAll(ASIDES)].map(([, inside = ""]) => inside);
  const parts = [...asides, ...sentence.replace(ASIDES, " ").split(/[,;，；、|]|\s[–—-]\s/u)];
  return parts.some((part) => {
    const plain = part
      .trim()
      .toLowerCase()
      .replace(/[.!…]+$/, "");
    return OPEN_MARK.test(plain) || (plain.length > 1 && saysNotYet(plain));
  });
}

/** Leaves out the time after which something is felt: the feeling has no scale. */
export function withoutFeelings(sentence: string): string {
  const rest = sentence.replace(BETTER, " ");
  return FELT.test(rest) ? rest.replace(USE, " ") : rest;
}

/** Words for one period, for spans such as "within the hour". */
export const SPAN_OF_ONE = new RegExp(
  `\\b(?:within|under|below|less than|in(?= an | one )|at most|no (?:more|longer) than|up to|every|each|once (?:an?|per|every|each)|times (?:an?|per)|saves?(?: [a-z]+){0,3})\\s(?:the same |the |an? |one |a single |other |second |single )?(?:full )?(?:${PERIOD})\\b`,
  "i",
);
