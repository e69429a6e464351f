/** Numbers that only name something: they are taken out before anyone looks for a quantity. Every pattern is bounded. */
const NAMES: readonly RegExp[] = [
  /https?:\/\/\S+/gi,
  /(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,9}\b/g,
  /\b(?:version|versions|release|v|ver\.?)\s?\d{1,4}(?:\.\d{1,5}){0,3}\b/gi,
  /\bv?\d{1,4}\.\d{1,5}\.\d{1,5}(?:[-+.]\w{1,30})?\b/gi,
  /\b(?:iso|iec|ieee|rfc|ansi|nist|en|din|w3c|wcag|pep|kep|eip|cve|utf|sha|md|http|tls|ssl|ipv|oauth|html|css|es|ie|mp|h|s|ec|aes|rsa|base|x|int|uint|amd|arm|i|p[0-3](?=\b))[-\s/]?\d{1,6}(?:[.:-]\d{1,6}){0,3}\b/gi,
  /\b(?:section|chapter|table|figure|fig\.?|page|phase|level|tier|step|item|appendix|article|annex|line|priority|stage|milestone|type|part|sprint|iteration|option|layer|category|class|grade|objective|goal|requirement|port|id|no\.|nr\.?|number)\s?#?\d{1,6}(?:\.\d{1,4}){0,3}\b(?!\s?%)/gi,
  /\b(?:node(?:\.js)?|python|java|jdk|windows|android|ios|macos|ubuntu|debian|internet explorer|firefox|chrome|safari|oracle|sql server|mysql|postgres(?:ql)?|kubernetes|office|outlook|netscape|mozilla|explorer|red hat|php|ruby|go|rust|dotnet|\.net|visual studio|server|gpt|usb|bluetooth|pentium|api|web)\s?(?:[a-z]{1,10}\s)?\d{1,5}(?:\.(?:\d{1,5}|x)){0,3}\+?(?!\s?(?:%|second|minute|hour|day|week|month|year|user|request|ms\b|s\b))\b/gi,
  /\b\d{3,5}\s?[xX×]\s?\d{3,5}\b/g,
  /\b\d{1,3}\s?(?:-?\s?)?(?:bit|kbit|d)\b/gi,
  /\b(?=[a-z\d_-]*\d)(?=[a-z\d_-]*[a-z])[a-z][a-z\d]*[-_]?\d+[a-z\d_-]*\b/gi,
  /^\s*\(?\d{1,3}[.)]\s/gm,
  /\b\d{1,3}(?:st|nd|rd|th)\b(?!\s?(?:percentile|of))/gi,
];

/** Dates and quarters: when, not how much. */
const DATES: readonly RegExp[] = [
  /\b\d{4}-\d{2}(?:-\d{2})?\b/g,
  /\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/g,
  /\b(?:[QH][1-4])(?:[\s/-]?(?:19|20)?\d{2})?\b/gi,
  /\b(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?\b/gi,
  /\b(?:in|by|of|since|until|before|during|after|for|end of|fy)\s?(?:19|20)\d{2}\b/gi,
  /\b(?:19|20)\d{2}\b(?=\s?(?:$|[.,;)]))/gm,
];

/** Words that stand for "when", not for "how much". */
export function withoutNames(text: string): string {
  return [...DATES, ...NAMES].reduce((rest, pattern) => rest.replace(pattern, " "), text.replace(/(?<=\d),(?=\d{3})/g, ""));
}

/** True when a date, a quarter or a span tells by when. */
export function saysWhen(text: string): boolean {
  const span =
    /\b(?:within|in|after|by|over|for)\s(?:the\s)?(?:(?:first|next|last)\s)?(?:\d{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)?[\s-]?(?:business |working |calendar )?(?:day|week|month|quarter|year|sprint)s?\b/i;
  const point =
    /\b(?:by|before|until|at) (?:the )?(?:end of|launch|release|go-live|ga\b|next release|year[- ]end|renewal)|\b(?:after|of|from) launch\b/i;
  return (
    DATES.some((pattern) => new RegExp(pattern.source, pattern.flags.replace("g", "")).test(text)) || span.test(text) || point.test(text)
  );
}
