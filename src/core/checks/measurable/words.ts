/** Numbers in words. "one" and "once" only count with something countable, see the threshold rules. */
export const NUMBER_WORDS =
  "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|twice|double[ds]?|triple[ds]?|halve[ds]?|doubling|halving|tripling|third(?! part)|quarter of|one[- ](?:third|fourth|quarter|half|tenth)";

/** What "one" may count without being a pronoun. */
export const COUNTABLE =
  "second|minute|hour|day|week|month|quarter|year|business day|working day|click|step|page|summary|user|customer|client|team|release|incident|error|item|person|people|time|attempt|location|country|region|example|report|transaction|request";

/** Units of time that recurrences and spans use. */
export const PERIOD =
  "millisecond|second|minute|hour|day|night|week|fortnight|month|quarter|year|business day|working day|weekday|sprint|release";

/** Adverbs that name a frequency by themselves. */
export const FREQUENCY = "hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually|24x7|24/7|24x7x365";

/** Predicates without a scale: pointed out, never a reason to fail. */
export const VAGUE =
  "fast|faster|quick|quickly|easy|easily|easier|intuitive|intuitively|user[- ]friendly|simple|simpler|seamless|seamlessly|robust|reliable|scalable|efficient|efficiently|flexible|timely|reasonable|reasonably|acceptable|appropriate|adequate|sufficient|significant|significantly|substantial|substantially|minimal|better|improved?|improves|(?<!\\bor )(?:fewer|less|more)(?! than)|high quality|state[- ]of[- ]the[- ]art|modern|smooth|smoothly|responsive|immediately|soon|near real[- ]time|real[- ]time|negligible|comparable|happy|happier|delightful";
