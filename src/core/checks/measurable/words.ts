/** Units of time that recurrences and spans use. */
export const PERIOD =
  "millisecond|second|minute|hour|day|night|weekend|week|fortnight|month|quarter|half[- ]year|year|decade|business day|working day|weekday|sprint|shift|morning|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day";

/** Units that a number may carry, so that it is a quantity whatever stands before it. */
export const UNIT =
  "%|‰|[kmµun]?s\\b|min(?:s|\\b)|hrs?\\b|h\\b|bps\\b|pp\\b|percent|per ?cent|points?\\b|basis points|[kMGTP]i?[Bb]\\b|[kMG]?bit/s|px\\b|fps\\b|[rq]ps\\b|[kMG]?Hz\\b|°|(?:milli|micro|nano)?seconds?\\b|minutes?\\b|hours?\\b|days?\\b|weeks?\\b|months?\\b|years?\\b|times\\b|x\\b|[ap]\\.?m\\b|[€$£¥]|EUR\\b|USD\\b|GBP\\b|million\\b|thousand\\b|billion\\b";

/** Numbers in words. "one" counts only with something countable; ordinals never do. */
const TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
export const NUMBER_WORDS = [
  "(?<!\\bnear[- ])zero(?![- ](?:trust|state|day|knowledge|config|copy|touch|based|sum)\\b)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
  "(?:thir|four|fif|six|seven|eigh|nine)teen",
  `(?:${TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?`,
  "hundred|thousand|million|billion|dozen",
  "half(?![- ]?(?:baked|hearted|way|time|year)|-(?!hour|day))|halve[ds]?|halving",
  "by (?:a|one) quarter(?! (?:end|of the year))",
  "(?:a|one|by) (?:third|quarter of|fourth|fifth|tenth)|one[- ](?:third|fourth|fifth|quarter|tenth)",
  "double[ds]?(?![- ](?:down|click|check|opt|quot|entry|tap))|doubling|triple[ds]?|tripling|quadruple[ds]?|[a-z]{2,9}fold",
  "twice (?:as|the|that|an?|per|each|every|daily|weekly|monthly)",
].join("|");

/** What makes a number part of a name: two-factor, three-tier. */
export const COMPOUND =
  "factor|sided|tier|level|way|party|dimensional|pager|column|letter|stage|pane|faced|slot|role|core|node|player|pin|axis|seater?|inch";

/** What one alone may count without being a pronoun: effort and time. */
export const ONE_OF =
  "click|tap|step|form|page|screen|keystroke|attempt|try|call|request|command|query|command|summary|example|chart|business day|working day|sentence|line|approval|approver|reviewer|owner";

/** Adverbs that name a frequency by themselves; before a measure ("weekly active users") they only name it. */
export const FREQUENCY =
  "(?<!\\b(?:the|our|this|that|its|their|measured|tracked|computed|calculated|aggregated) |\\()(?:hourly|daily|nightly|weekly|bi-?weekly|fortnightly|monthly|bi-?monthly|quarterly|yearly|annually|half-yearly|semi-?annually)(?![- ](?:active|average|recurring|unique|total|users?|visitors?|volumes?|usage|revenue|sales|traffic|costs?|spend|budgets?|goals?|targets?|number|rate|builds?|benchmarks?|jobs?|tests?|stand-?ups?|life|work|business)\\b)|24 ?[x×/] ?7(?: ?[x×/] ?365)?|around the clock";

/** Predicates without a scale: pointed out, never a reason to fail. */
export const VAGUE =
  "fast|faster|quick|quickly|easy|easily|easier|intuitive|intuitively|user[- ]friendly|simple|simpler|seamless|seamlessly|robust|reliable|reliably|scalable|scales|efficient|efficiently|flexible|timely|reasonable|reasonably|acceptable|appropriate|adequate|sufficient|significant|significantly|substantial|substantially|noticeable|noticeably|minimal|better|improved?|improves|increase[sd]?(?! (?:by|to|from))|reduce[sd]?(?! (?:by|to|from))|(?<!\\bor )(?:fewer|less|more)(?! than)|most|many|several|high quality|world[- ]class|state[- ]of[- ]the[- ]art|modern|smooth|smoothly|responsive|immediately|instantly|soon|(?:near[- ])?real[- ]time|negligible|comparable|happy|happier|satisfied|comfortable|well accepted|delightful";

/** What only the person who uses it can say. */
export const SUBJECTIVE =
  "easy|easier|intuitive|comfortable|confident|happy|happier|satisfied|familiar|user[- ]friendly|productive|proficient|simple|pleasant|self[- ]explanatory|natural|accepted|useful|helpful|at home";
