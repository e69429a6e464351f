import type { Comparator } from "../../facts/accepted-criteria.js";

/** Where words stand that tell on which side of a value the good ones lie: before it, or behind it. */
interface Words {
  before: string;
  behind: string;
}

const WORDS: Record<Exclude<Comparator, "=">, Words> = {
  "<=": {
    before:
      "<=|=<|≤|⩽|at (?:the )?most|(?:no|not) (?:more|longer|later|higher|larger|bigger|greater|slower|older|worse) than|max(?:imum|imal|\\.)?(?: of)?|up to|within|in under or|limited to|capped at|a (?:limit|maximum|cap|ceiling) of|" +
      "höchstens|maximal|innerhalb von|bis zu|au (?:plus|maximum)|pas plus de|en moins ou|(?:como |no )?máximo|no más de|(?:al )?massimo|最大|最多|不超过|不超過|最长|최대|لا يزيد عن|لا يتجاوز|على الأكثر",
    behind:
      "or (?:less|fewer|below|lower|under|faster|sooner|shorter|better than that)|max(?:imum|\\.)?(?![\\p{L}])|at (?:the )?most|oder weniger|ou moins|o menos|o meno|ou menos|以下|以内|まで|이하|이내",
  },
  ">=": {
    before:
      ">=|=>|≥|⩾|at (?:the )?least|(?:no|not) (?:less|fewer|lower|smaller|shorter|worse) than|min(?:imum|imal|\\.)?(?: of)?|a (?:minimum|floor) of|" +
      "mindestens|wenigstens|minimal|au (?:moins|minimum)|al menos|(?:como |no )?mínimo|por lo menos|(?:al )?minimo|almeno|ao menos|pelo menos|最低|至少|最少|少なくとも|不低于|不少于|최소|적어도|لا يقل عن|على الأقل",
    behind:
      "\\+|or (?:more|better|higher|above|over|greater|longer)|min(?:imum|\\.)?(?![\\p{L}])|at (?:the )?least|oder (?:mehr|besser)|ou plus|o más|o più|ou mais|以上|이상",
  },
  "<": {
    before:
      "<|(?:less|fewer|lower|shorter|faster|sooner|smaller|younger|cheaper|better) than|under|below|beneath|" +
      "unter|weniger als|kürzer als|moins de|en dessous de|inférieure? à|sous(?: les?)?|menos de|por debajo de|inferior a|meno di|sotto(?: i)?|abaixo de|低于|少于|小于",
    behind: "未満|未满|미만",
  },
  ">": {
    before:
      ">|(?:more|greater|higher|longer|larger|older) than|over|above|beyond|exceed(?:s|ing)?|surpass(?:es)?|" +
      "über|mehr als|plus de|supérieure? à|más de|por encima de|superior a|più di|oltre|mais de|acima de|超过|超過|大于|高于",
    behind: "を超える|超(?!过|過)|초과",
  },
};
const FLIPPED: Record<Comparator, Comparator> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "=" };
const EQUAL = /(?:==?|\bexactly|\bequals?(?: to)?|\bgenau|\bexactement|\bexactamente)\s*$/iu;
const FILLER = "\\s*(?:of |a |an |the |about |around |a total of |de |von )?\\s*$";
const NEGATED =
  /(?:\b(?:not|never|cannot|nicht|nie|niemals|jamais|nunca|mai|without)|n['’]t)\s(?:[\p{L}]{1,15}\s){0,4}$|\b(?:not|never|nicht|nie)\s(?:[\p{L}]{1,15}\s){0,3}(?:[\p{L}]{1,15})?\s?$/iu;
const OWN_NEGATION = /^(?:no|not|pas|不)/i;

const BEFORE = new Map(
  Object.entries(WORDS).map(([sign, { before }]) => [sign as Comparator, new RegExp(`(?<![\\p{L}\\p{N}<>=-])(${before})${FILLER}`, "iu")]),
);
const BEHIND = new Map(Object.entries(WORDS).map(([sign, { behind }]) => [sign as Comparator, new RegExp(`^\\s*(?:${behind})`, "iu")]));
const REACH = 60;

/** A comparator, and how much of the text around the value its words take. */
export interface Bound {
  comparator: Comparator;
  /** Characters before the value, and behind it. */
  before: number;
  behind: number;
}

/** Takes a text and where a value stands in it; returns the bound that the words beside it state, null without one. */
export function boundAt(text: string, start: number, end: number): Bound | null {
  const ahead = text.slice(Math.max(0, start - REACH), start);
  const rest = text.slice(end, end + REACH);
  for (const [comparator, words] of BEHIND) {
    const match = words.exec(rest);
    if (match) return { comparator, before: 0, behind: match[0].length };
  }
  for (const [comparator, words] of BEFORE) {
    const match = words.exec(ahead);
    if (match) return negated(comparator, match, ahead);
  }
  const equal = EQUAL.exec(ahead);
  return equal ? { comparator: "=", before: equal[0].length, behind: 0 } : null;
}

/** "never above 5" is at most 5; "no more than" has its own sign. */
function negated(comparator: Comparator, match: RegExpExecArray, ahead: string): Bound {
  const word = match[1] ?? "";
  const not = OWN_NEGATION.test(word) || /^[<>=≤≥]/.test(word) ? null : NEGATED.exec(ahead.slice(0, match.index));
  return {
    comparator: not ? FLIPPED[comparator] : comparator,
    before: ahead.length - (not ? not.index : match.index),
    behind: 0,
  };
}
