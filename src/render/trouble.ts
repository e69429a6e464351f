import type { Stage } from "../core/policy/types.js";
import { plain } from "./markdown.js";

/** The living comment of an item that could not be judged. Takes the stage that was accepted last, null where there is none, and the reason. */
export function renderTrouble(stage: Stage | null, why: string): string {
  const where = stage === null ? "" : `In ${plain(stage.name)} · `;
  return [
    `### ⚠️ ${where}this could not be judged`,
    `${plain(capital(why))}.`,
    "Until it can be, nothing moves: the accepted stage stays, stage labels are put back, and checks that rest on this are red. What was commanded meanwhile is read then.",
    "Baton tries again by itself, and at once when the description, a linked document or the policy changes.",
  ].join("\n\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
