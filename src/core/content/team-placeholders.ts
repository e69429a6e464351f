import { singleSpaced, visible } from "../document/names.js";

/** No placeholder is longer, said again and again included. */
const LONGEST = 500;

/** The form in which placeholders are compared: letters' case, emphasis and what stands around the words do not matter. */
export function placeholderKey(text: string): string {
  const plain = singleSpaced(
    visible(text.normalize("NFC"))
      .toLowerCase()
      .replace(/[*_~`]/g, ""),
  ).trim();
  const words = plain.replace(/^[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}]+$/u, "");
  return words === "" ? plain : words;
}

/** Takes the words that a team writes where an answer is still to come; returns a test for a text that says nothing else, once or several times. */
export function placeholderTest(words: readonly string[]): (text: string) => boolean {
  const keys = new Set(words.map(placeholderKey).filter((key) => key !== ""));
  if (keys.size === 0) return () => false;
  const isOne = (text: string) => keys.has(placeholderKey(text));
  return (text) => {
    if (text.length > LONGEST) return false;
    const parts = text.split(/[,;|\n、，；]/).filter((part) => part.trim() !== "");
    return isOne(text) || (parts.length > 1 && parts.every(isOne));
  };
}
