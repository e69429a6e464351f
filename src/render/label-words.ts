import { shownEmoji } from "../core/basics/names.js";
import { quoted } from "./inert.js";

/** A label's name in a code span, as GitHub shows it on an item: an emoji that is written by its name is an emoji there. */
export function labelWords(label: string): string {
  return quoted(shownEmoji(label));
}
