import type { Finding } from "../core/findings/findings.js";
import { wordsBy, type WordsBy } from "./by-kind.js";
import { ARTEFACTS } from "./findings/artefacts.js";
import { CRITERIA } from "./findings/criteria.js";
import { DATES } from "./findings/dates.js";
import { GITHUB } from "./findings/github.js";
import { ITEMS } from "./findings/items.js";
import { LINKS } from "./findings/links.js";
import { OUTCOME } from "./findings/outcome.js";
import { PEOPLE } from "./findings/people.js";
import { REVIEWS } from "./findings/reviews.js";
import { RUN } from "./findings/run.js";
import type { Description } from "./findings/say.js";
import { STAGES } from "./findings/stages.js";
import { TASKS } from "./findings/tasks.js";
import { TEMPLATE } from "./findings/template.js";
import { TEXT } from "./findings/text.js";
import { VALUES } from "./findings/values.js";

/** A new code does not compile without words. */
const WORDS: WordsBy<"code", Finding, Description> = {
  ...TEXT,
  ...TEMPLATE,
  ...ITEMS,
  ...CRITERIA,
  ...VALUES,
  ...LINKS,
  ...TASKS,
  ...PEOPLE,
  ...GITHUB,
  ...REVIEWS,
  ...STAGES,
  ...DATES,
  ...ARTEFACTS,
  ...OUTCOME,
  ...RUN,
};

/** Says a finding in words: the only place that has them. Takes a finding; echoes user text only inertly. */
export function describeFinding(finding: Finding): Description {
  return wordsBy(WORDS, "code", finding);
}
