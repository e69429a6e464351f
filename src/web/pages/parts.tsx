import { isoTime } from "../../render/pages/time.js";
import { near } from "../../render/time.js";
import type { ShownState, Words } from "../../core/shown/types.js";
import { STATE_WORDS } from "../../render/pages/queue.js";
import { inlineHtml, blockHtml } from "./markdown.js";

/** A sentence of ours. */
export function Say({ words }: { words: Words }) {
  return <span dangerouslySetInnerHTML={inlineHtml(words)} />;
}

/** Several of them, with what parts them. */
export function SayAll({ words }: { words: Words }) {
  return <div class="say" dangerouslySetInnerHTML={blockHtml(words)} />;
}

/** A moment. */
export function When({ at, timezone }: { at: number; timezone: string }) {
  return <time datetime={isoTime(at)}>{near(at, timezone)}</time>;
}

/** A state as a chip: its word says it, the colour only helps. */
export function State({ state }: { state: ShownState }) {
  return <span class={`chip ${state}`}>{STATE_WORDS[state]}</span>;
}
