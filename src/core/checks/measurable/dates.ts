const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const AFTER_YEAR = "(?=\\s?(?:$|[.,;:)|–—-]|\\b(?:and|or|we|the|it|is|are|will|must|shall|to|with|in|on|at|for|all|our|a|an)\\b))";

/** Dates, quarters and years: when, not how much. Clock times are no dates, unless they belong to one. */
const DATES: readonly RegExp[] = [
  /(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?(?:末)?|\d{1,2}月(?:\d{1,2}日)?(?:末)?/g,
  /\b\d{4}-\d{2}(?:-\d{2}(?:(?:T|,? (?:at )?)\d{1,2}:\d{2}(?::\d{2})?(?:Z|\b))?)?\b/g,
  /\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}\b/g,
  /\b(?:[QH][1-4]|FY)(?:[\s/'’-]{0,2}(?:(?:19|20)?\d{2}))?\b/g,
  /\b[Qq][1-4]\b/g,
  /\bFY\d{2,4}\b/gi,
  /\b(?:calendar )?(?:week|CW|KW) \d{1,2}(?:[ /]\d{2,4})?\b(?! (?:hours?|days?))/gi,
  new RegExp(`\\b(?:${MONTH})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d{2})?\\b(?! ?%)`, "gi"),
  new RegExp(`\\b(?:\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of )?)?(?:${MONTH})\\.? (?:19|20)\\d{2}\\b`, "gi"),
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of )?(?:${MONTH})\\b`, "gi"),
  new RegExp(
    `\\b(?:in|by|of|since|until|before|during|after|for|from|from|to|end of|fy) (?:19|20)\\d{2}(?:/\\d{2,4})?\\b${AFTER_YEAR}`,
    "gi",
  ),
  /\b(?:19|20)\d{2}(?= (?:onwards?|[A-Z][a-z]))|(?<=\bthe )(?:19|20)\d{2}(?= [a-z]{2,30}(?<!s)\b)/g,
  /\b(?:19|20)\d{2}(?:(?:,| and| or|[-–/]) ?(?:19|20)\d{2}){1,5}\b/g,
  /\b(?:19|20)\d{2}\b(?=\s?(?:$|[.,;)](?!\d))| (?:edition|version|release|report|plan|roadmap|season|budget|annual|financial|fiscal)\b)/gm,
];
const SPAN =
  /\b(?:within|in|after|by|over|for)\s(?:the\s)?(?:(?:first|next|last)\s)?(?:\d{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)?[\s-]?(?:business |working |calendar )?(?:day|week|month|quarter|year|sprint)s?\b/i;
const POINT =
  /\b(?:by|before|until|at) (?:the )?(?:end of|launch|release|go-live|ga\b|next release|year[- ]end|renewal)|\b(?:after|of|from) launch\b/i;
const TESTS = DATES.map((pattern) => new RegExp(pattern.source, pattern.flags.replace("g", "")));

/** Takes the dates out of a text. */
export function withoutDates(text: string): string {
  return DATES.reduce((rest, pattern) => rest.replace(pattern, " "), text);
}

/** True when a date, a quarter or a span tells by when. */
export function saysWhen(text: string): boolean {
  return TESTS.some((test) => test.test(text)) || SPAN.test(text) || POINT.test(text);
}
