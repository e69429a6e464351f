import { withoutDesignators } from "./designators.js";
import { COMPOUND, PERIOD, UNIT } from "./words.js";

/** A number that is followed by a unit is a quantity, whatever stands before it. */
const NO_UNIT = `(?![\\d.,]*\\d)(?!\\s?(?:${UNIT}))`;
const VERSION = "\\d{1,6}(?:\\.(?:\\d{1,6}|x)){0,4}";
/** "iOS 17 and 18", "RFC 9110, 9111", "Windows 10/11". */
const MORE = `(?:(?:\\s?(?:,|/|-|–|&|and|or|to)\\s?|\\s)${VERSION}(?=\\s?(?:$|[.,;:)|]|and\\b|or\\b)))`;
const LABELLED =
  "version|release|stories|indices|appendices|categories|classes|entries|priorities|ver\\.?|v|section|chapter|table|figure|fig\\.?|page|phase|level|tier|step|item|appendix|article|annex|clause|paragraph|line|row|column|priority|severity|sev|stage|milestone|type|part|sprint|iteration|option|layer|category|class|grade|objective|goal|kr|okr|requirement|scenario|case|port|id|no\\.|nr\\.?|number|room|floor|building|gate|form|ticket|issue|bug|story|epic|task|change|patch|revision|rev\\.?|build|wave|batch|slide|question|error code|status(?: code)?|code|http";
const RUNTIMES =
  "node(?:\\.?js)?|python|java|jdk|php|ruby|go|rust|perl|\\.net|postgres(?:ql)?|mysql|redis|ubuntu|debian|android|ios|macos|windows|linux|kubernetes|chrome|firefox|safari|edge|react|angular|vue|django|rails|spring|usb|bluetooth";
/** Abbreviations of measures: a number after them is their value. */
const MEASURES =
  "NPS|CSAT|CES|ARR|MRR|ARPU|LTV|CAC|DAU|WAU|MAU|MTTR|MTTD|MTBF|RPO|RTO|SLO|SLA|SLI|TTFB|LCP|INP|FID|CLS|TTI|ROI|GMV|KPI|CPU|RAM|AUC|BLEU|WER|RMSE|MAE|OEE|CTR|CPA|ROAS|FCR|AHT|SUS";
/** Measures whose name holds a number: what follows is their value. */
const MEASURE = /\b(?:[pP]\d{2,4}|F1|[DW]\d{1,3}|KR ?\d{1,2})\b/g;
/** Words that begin a sentence or stand before a number without naming anything. */
const NO_NAME =
  "Within|Under|Over|Above|Below|About|Around|At|By|In|On|For|From|To|Of|Up|Least|Most|Than|And|Or|The|All|Every|Each|Only|Max|Min|Maximum|Minimum|Target|Goal|Baseline|Current|Currently|Now|Today|Approximately|Roughly|Exactly|Average|Median|Mean|Total|Score|Rate|Latency|Uptime|Availability|Accuracy|Precision|Recall|Is|Are|Be|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|EUR|USD|GBP|CHF|JPY";
const NAMED = `(?!(?:${NO_NAME}|${MEASURES})\\b)(?:[a-z]{0,3}[A-Z][\\w.+]{0,40})`;
const IMPERATIVE =
  "Reach|Achieve|Get|Hit|Keep|Ship|Onboard|Hire|Close|Publish|Sign|Win|Save|Add|Grow|Have|Make|Run|Score|Serve|Support|Handle|Process|Deliver|Launch|Release|Train|Interview|Migrate|Complete|Cut|Reduce|Increase|Raise|Earn|Spend|Sell|Store|Allow|Use|Show|Send|Scan|Limit|Offer|Provide|Recruit|Convert|Answer|Resolve|Fix|Write|Merge|Review|Retain|Conduct|Identify|Create|Hold|Host|Organi[sz]e|Attend|Prepare|Test|Build|Produce|Record|Partner|Develop|Define|Establish|Implement|Improve|Deploy|Collect|Contact|Visit|Invite|Promote|Secure|Obtain|Gain|Generate|Drive|Maintain|Decrease|Lower|Double|Enable|Ensure|Expand|Finish|Perform|Require|Remove|Replace|Return|Select|Start|Submit|Update|Upload|Verify|Work|Speak|Post|Engage|Fund|Fill|Open|Pilot|Present|Transfer|Upgrade|Supports?|Requires|Provides|Allows|Handles|Shows|Displays?|Lists?|Contains?|Includes?|Accepts?|Needs?|Uses|Takes?|Costs?|Lasts?|Covers?";
const VERB = new RegExp(`^(?:${IMPERATIVE}|${NO_NAME}|${MEASURES}|[A-Z][a-z]+(?:i[sz]e|ate|ify))$`);
const THIRD_PERSON = new RegExp(`^(?:${IMPERATIVE})(?:s|es|d|ed)?$`, "i");
/** A window in which something is measured is no target, but tells that the rest is one. */
const WINDOW = /\b(rolling|trailing|sliding|moving)\s\d{1,4}[- ][a-z]{1,10}\b/gi;
const FUNCTION_WORD = "(?:is|are|was|can|cannot|may|must|shall|should|will|has|have|does|do|and|or|in|on|of|to|by|with|for|from)(?!-)";

/** Stands for what was taken out, so that its neighbours stay neighbours. */
const MARK = "·";

/** Numbers that only name something: they are taken out before anyone looks for a quantity. Every pattern is bounded. */
const NAMES: readonly RegExp[] = [
  /\bhttps?:\/\/\S+/gi,
  /(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,9}\b/g,
  /\bO\([^()\n]{1,20}\)/g,
  // Law: "21 CFR § 11.10(e)".
  /§{1,2}\s?\d{1,5}(?:\.\d{1,5}){0,3}(?:\s?\(\w{1,4}\)){0,4}|\b\d{1,3} (?:CFR|U\.?S\.?C\.?)(?!\w)/g,
  // A number between quotation marks is what someone reads or types.
  /["“'‘`]\d{1,9}["”'’`]/g,
  // The ends of a scale are no target.
  /\b(?:scale|range)\s?(?:of|from|:)?\s?\(?\d{1,3}(?:\.\d)?\s?(?:-|–|to)\s?\d{1,4}(?:\.\d)?(?![\d%])|\[0(?:\.0{1,3})?,\s?(?:1(?:\.0{1,3})?|10|100)\]|\b\d{1,2}\s?(?:-|–|to)\s?\d{1,3}\s?(?:point |likert )?scale\b/gi,
  /\b(?:\d{1,3}(?:\.\d{1,3})?%?\s?(?:-|–|to|and)\s?)?\d{1,3}(?:\.\d{1,3})?(?:st|nd|rd|th|%)?[ -]?(?:percentiles?|quantiles?|%ile)\b/gi,
  /\b\d{1,4}[- ](?:second|minute|hour|day|week|month|year)[- ](?:rolling |sliding |moving )?(?:windows?|averages?|(?:time)?slices?|buckets?|bins?)\b/gi,
  new RegExp(
    `(?<=\\b(?:rate|ratio|percentage|share|availability|uptime|average|mean|median|measured|averaged|computed|calculated)(?: \\w{1,20}){0,3} )(?:over|across|during|in) (?:an? |any |the )?(?:last |past |previous )?\\d{1,4}[- ](?:${PERIOD})s?\\b`,
    "gi",
  ),
  new RegExp(
    `(?<=\\b(?:in|since|until|as of|with|for)) \\d{1,3}\\.\\d{1,3}${NO_UNIT}(?=\\s?(?:$|[.,;:)|]|and\\b|or\\b|onwards?\\b))`,
    "gim",
  ),
  /\bv?\d{1,4}\.\d{1,5}\.\d{1,5}(?:[-+.]\w{1,30}){0,4}\b/gi,
  // Letters that run into digits, as in CVE-2024-1234, IPv6, SHA-256, S3, p95, recall@10; never digits that run into letters.
  /(?<![\w$€£¥.,])(?!(?:sub|top|max|min|under|over)-)[a-z](?=[\w@-]{0,60}\d)[\w@-]{1,80}/gi,
  /\b(?!24 ?[xX×])\d{1,5}\s?(?:[xX×]|by)\s?\d{1,5}\b/g,
  /\b\d{1,3}[ -]?(?:bit|kbit)\b|\b[1-5]xx\b|\b\d{3,4}[pi]\b|\b[2-6]G\b|\b3d (?=view|model|print|scene|graphic|render|map|game|object)|\b(?:12|24)[- ]hour (?:clock|format|time|notation)\b|\b[a-z]\.\d{2,4}(?:v\d)?\b/gi,
  /\b[1-5](?:xx|\d\d)(?:(?:\s?(?:,|\/|and|or)\s?)[1-5](?:xx|\d\d)){0,5}(?= (?:status|code|not found|unauthori[sz]ed|forbidden))/gi,
  /\b(?:40[1-9]|4[12]\d|50[1-9])(?:\s?(?:,|\/|and|or)\s?(?:40[1-9]|4[12]\d|50\d)){0,4}s?(?= (?:responses?|errors?|pages?|answers?)\b)/gi,
  /\((?:HTTP )?(?:20[0-6]|30[1-8]|4(?:0\d|1[0-8]|2[2-9]|51)|50[0-5])(?:(?:\s?[/,]\s?| or )(?:20[0-6]|30[1-8]|4\d\d|50[0-5])){0,5}\)/g,
  new RegExp(
    `\\b(?:returns?|returned|rejects?(?: \\w{1,20}){0,3} with|rejected with|fails? with|respond(?:s|ed)? with|answer(?:s|ed)? with|mapped to)\\s(?:an?\\s)?[1-5]\\d\\d${NO_UNIT}${MORE}{0,4}`,
    "gi",
  ),
  new RegExp(
    `\\b(?:${LABELLED})s?\\s?#?(?:${VERSION}|[a-z]\\d{1,4})(?:[-–]\\d{1,4})?${NO_UNIT}${MORE}{0,4}(?:\\s?(?:,|/|&|and|or)\\s?\\d{1,2}${NO_UNIT}(?=\\s[a-z]))?`,
    "gi",
  ),
  new RegExp(`(?<![\\w-])(?:${RUNTIMES})\\s${VERSION}\\+?${NO_UNIT}${MORE}{0,4}`, "gi"),
  // A name within a sentence, and one that begins it when no counted thing can follow.
  new RegExp(`(?<=[\\w,;:)/·]\\s)(?!(?:${IMPERATIVE})\\b)${NAMED}[\\s/-]${VERSION}\\+?${NO_UNIT}${MORE}{0,4}`, "g"),
  new RegExp(`\\b${NAMED}[\\s/-]${VERSION}\\+?${NO_UNIT}(?=\\s?(?:$|[.,;:)|])|\\s${FUNCTION_WORD}\\b)`, "gm"),
  /(?<=·)\(\w{1,3}\)/g,
  // Laws: "Regulation 2016/679".
  /(?<=\p{L}\s)(?:19|20)\d\d\/\d{2,4}(?!\d)/gu,
  /·(?:[-/.]\w{1,10}){1,4}(?![\w%])/g,
  /(?<![\w)])\.[a-z]{0,8}\d{1,4}(?= (?:files?|formats?|extensions?)\b)/gi,
  /(?<=·\s?(?:(?:,|\/|and|or|to|-)\s?)?)\d{1,5}(?:\.\d{1,5})?\+?(?=\s?(?:·|$|[.,;:)|](?!\d)|\b(?:and|or|with|above|higher|newer|later)\b))/gm,
  new RegExp(`(?<![\\w·] ?)(?!(?:${IMPERATIVE})\\b)${NAMED} \\d{1,3}\\.\\d{1,3}(?:\\.\\d{1,4})?${NO_UNIT}`, "g"),
  /^\s*\(?\d{1,3}[.)]\s/gm,
  /^\s*\d{1,2}(?:\.\d{1,2}){1,4}\s?[-–—:)]\s|^\s*\d{1,2}(?:\.\d{1,2}){1,4}\.?\s(?=(?!(?:M|B|Tr)illion|Thousand)[A-Z][a-z])/gm,
  /\b[A-Z][A-Z_]{2,40}=[\w.]{1,40}/g,
  /(?<=\b[Tt]he )\d{1,3}[A-JL-Z](?= [a-z])/g,
  /\b[2-4]D\b/g,
  // 2FA, 3NF; but 5GB, 9AM.
  /\b\d{1,2}(?!(?:[KMGTP]I?B|[AP]M|USD|EUR|GBP|CHF|HZ|KHZ|MHZ|GHZ|KM|KG|MS|MM|CM|KW|KWH|MW|FPS|[QRT]PS|MBPS|GBPS|DB|DPI|PX|PP|BPS|PSI|MA|MAH|SEC|MIN|HRS?)\b)[A-Z]{2,4}\b/g,
  new RegExp(`\\b\\d{1,2}-(?:${COMPOUND})\\b`, "gi"),
  // Sayings: "100 % sure", "a 5-star experience", "360-degree feedback".
  /\b\d{1,3}\s?%\s(?:sure|certain|convinced|positive that|confident that|committed|behind)\b/gi,
  /\b[1-7][- ]star (?!rat|review|average|score|or\b|and\b)(?=[a-z])/gi,
  /\b(?:360|180)(?:[- ]?degrees?|°)[ -](?:feedback|views?|reviews?|photos?|videos?|images?|overview|cameras?|turn)\b/gi,
  // "The top 10 list": which ones. "Among the top 10 results" is a bound.
  /(?<!\b(?:in|among|within|into|reach|reaches|be|is|are|rank|ranks|ranked)\s(?:the\s|our\s|its\s)?)\btop[- ]\d{1,4}(?=\s(?!in\b|of\b|for\b|or\b|and\b|by\b)[a-z])/gi,
  /^\s*(?:under|over)[ -]\d{1,2}s(?=\s(?:can|cannot|may|must|are|have|get|see|do)\b)/gim,
  /\b(?:team|group|crew|squad|committee|panel) of \d{1,3}(?=\s(?:works?|owns?|does|that|who)\b)/gi,
  /\b(?:answers?|answered|replies|gives) (?:an? )?[1-5]\d\d(?=\s*(?:$|[.,;:)]|(?:OK|for|when|on|to)\b))/gim,
  /\bthe \d{1,3}-(?:day|week|month|year) (?:trial|plan|notice|period|free)\b/gi,
  /\b\d{1,4}(?:st|nd|rd|th)\b/gi,
];

/** Takes out numbers that stand for a name: versions, standards, references, numbered parts, products. */
export function withoutNames(text: string): string {
  const windows = text.replace(MEASURE, " ").replace(WINDOW, `$1 ${MARK}`);
  return withoutDesignators(
    NAMES.reduce((rest, pattern) => rest.replace(pattern, MARK), windows),
    isVerb,
  );
}

function isVerb(word: string): boolean {
  return VERB.test(word) || THIRD_PERSON.test(word);
}

/** "the Monthly Financials Dashboard", "Phase Two", "day one": words that only name something. */
const TITLES: readonly RegExp[] = [
  /\bone of (?:the |these |its )?(?:\d{1,2}|two|three|four|five|six)\b/gi,
  /(?<=\b[a-z]{1,20} )(?:Hourly|Daily|Nightly|Weekly|Monthly|Quarterly|Yearly|Annual|Annually)(?= [A-Z][a-z])/g,
  /\b(?:in|to|from|of|during|for)(?: an?| the| our| each)? (?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual) (?!basis|interval|schedule|cadence|rhythm|frequenc|batch|increment|instal|active|and\b|or\b)[a-z]{2,30}\b/gi,
  /\b(?:phase|stage|part|version|tier|level|step|option|milestone|wave|chapter|section|figure|group|scenario|objective|goal|type|day|sprint|iteration) (?:one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:times|more|fewer|less))/gi,
];

/** Takes out words for numbers and periods that stand for a name. */
export function withoutTitles(text: string): string {
  return TITLES.reduce((rest, pattern) => rest.replace(pattern, MARK), text);
}
