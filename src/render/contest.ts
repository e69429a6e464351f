import type { Contest } from "../core/record/contested.js";
import type { Detail } from "./detail.js";
import { shownEmoji } from "../core/basics/names.js";
import { labelWords } from "./label-words.js";
import { near } from "./time.js";
import { count, join } from "./markdown.js";

/** What goes on, in plain text for a title: `somebody or something puts the label "stage: doing" back again and again`. */
export function contestTitle(contests: readonly Contest[]): string {
  const [first, ...more] = contests;
  if (!first) return "a label is contested";
  const rest = more.length === 0 ? "" : `, and ${count(more.length, "more label")}`;
  const back =
    first.others === "put on" ? `puts the label "${shownEmoji(first.label)}" back` : `takes the label "${shownEmoji(first.label)}" off`;
  return `somebody or something ${back} again and again${rest}`;
}

/** Which labels are contested, what Baton does next and what there is to do, as sentences. */
export function contestWords(contests: readonly Contest[], timezone: string, detail: Detail): string {
  const shown = contests.slice(0, Math.max(1, detail.entries)).map((one) => oneContest(one, timezone));
  const hidden = contests.length - shown.length;
  const more = hidden > 0 ? ` So it is with ${count(hidden, "more label")}.` : "";
  return `${shown.join(" ")}${more} Find who or what sets ${contests.length === 1 ? "it" : "them"}, and stop that: ${join(
    ["a bot", "a workflow", "a person"],
    "or",
  )}; the timeline names it. Nothing that rests on this passes meanwhile; it is over by itself once ${contests.length === 1 ? "the label stays" : "the labels stay"} as Baton has ${contests.length === 1 ? "it" : "them"}.`;
}

function oneContest({ label, others, until, held }: Contest, timezone: string): string {
  const what = others === "put on" ? "puts the label back" : "takes the label off";
  const next = held ? "Baton leaves it so until" : "Baton has just set it right, and looks whether it stays so";
  return `Somebody or something ${what} again and again: ${labelWords(label)}. ${next}${held ? ` ${near(until, timezone)}, and tries again then` : `, at ${near(until, timezone)}`}.`;
}
