import { isIsoDate } from "../../time/dates.js";

/** Something in a text that is, or looks like, a date. */
export interface WrittenDate {
  text: string;
  line: number;
  /** First instant of the day, and the first after it (UTC); null when it cannot be read. */
  day: { start: number; end: number } | null;
}

/** The day begins that much earlier where it begins first. */
export const EARLIEST_ZONE = 14 * 3_600_000;
const DAY = 86_400_000;
const YEAR = "(?:19|20)\\d\\d";
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
/** Year, month and day each by its own sign: no other order can be meant. */
const EASTERN = `${YEAR}\\s?[年년]\\s?\\d{1,2}\\s?[月월]\\s?\\d{1,2}\\s?[日일]`;
const FORMS = [
  `${YEAR}-\\d{1,2}(?:-\\d{1,2})?`,
  `${YEAR}[/.]\\d{1,2}[/.]\\d{1,2}`,
  `\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?${YEAR}`,
  `\\d{1,2}-\\d{1,2}-${YEAR}`,
  `\\d{1,2}/\\d{1,2}/(?:${YEAR}|\\d\\d)`,
  `\\d{1,2}(?:st|nd|rd|th|\\.)?\\s(?:of\\s)?${MONTH},?\\s${YEAR}`,
  `${MONTH}\\s(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s)?${YEAR}`,
  `q[1-4][\\s/-]${YEAR}`,
  EASTERN,
];
/** What parts a date from what stands before it. A letter of a script that parts words by spaces does not, nor a hyphen, but after a Hebrew or Arabic prefix. */
const BEFORE = `(?<![\\p{N}/._]|(?<![\\p{Script=Hebrew}\\p{Script=Arabic}])-|[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}])`;
const WRITTEN = new RegExp(`${BEFORE}(?:${FORMS.join("|")})(?![\\p{N}/-])`, "giu");
const URL_LIKE = /[a-z][a-z0-9+.-]{1,10}:\/\/\S+/gi;

/** Takes a line of text and its number; returns what is written there as a date. Only YYYY-MM-DD of an existing day can be read, and what is as plain. */
export function datesIn(text: string, line: number): WrittenDate[] {
  return [...text.replace(URL_LIKE, " ").matchAll(WRITTEN)].map(([written]) => ({ text: written, line, day: dayOf(written) }));
}

function dayOf(written: string): WrittenDate["day"] {
  const [year = "", month = "", day = ""] = /[年년]/.test(written) ? (written.match(/\d+/g) ?? []) : [];
  const iso = year === "" ? written : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!isIsoDate(iso)) return null;
  const start = Date.parse(`${iso}T00:00:00Z`);
  return { start, end: start + DAY };
}
