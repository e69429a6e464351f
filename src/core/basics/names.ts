import { nameToEmoji } from "gemoji";

/** Compares two logins the way GitHub does: letters' case does not matter, nor a bot's `[bot]` suffix. */
export function sameLogin(a: string, b: string): boolean {
  return loginKey(a) === loginKey(b);
}

/** The key of a login in maps. */
export function loginKey(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}

/** True when a login in a policy means the account: `x[bot]` is a bot's, and no person of the name `x`. */
export function meansPerson(written: string, login: string): boolean {
  return !written.toLowerCase().endsWith("[bot]") && sameLogin(written, login);
}

/** True when two names are one label to whoever reads them: letters' case does not matter, nor whether an emoji is written by its name. */
export function sameLabel(a: string, b: string): boolean {
  return a === b || labelKey(a) === labelKey(b);
}

/** The key of a label in maps. Two emoji, or one in two skin tones, are two. */
export function labelKey(label: string): string {
  const written = label.toLowerCase();
  const shown = written.includes(":", written.indexOf(":") + 1) ? shownEmoji(written) : written;
  return ASCII.test(shown) ? shown : shown.normalize("NFC").replace(PRESENTATION, "");
}

const ASCII = /^[\0-\x7f]*$/;
/** Whether an emoji is shown in colour: no other sign. */
const PRESENTATION = /[\ufe0e\ufe0f]/g;

/** A text as GitHub shows it: `:sparkles:` stands for its emoji, and a colon belongs to one name only. */
export function shownEmoji(text: string): string {
  const [first = "", ...parts] = text.split(":");
  let shown = first;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? "";
    const emoji = at + 1 < parts.length && Object.hasOwn(nameToEmoji, part) ? nameToEmoji[part] : undefined;
    shown += emoji === undefined ? `:${part}` : `${emoji}${parts[++at] ?? ""}`;
  }
  return shown;
}

/** Takes the name of one of GitHub's environments; returns what it is compared by. Source: GitHub's documentation, "Managing environments for deployment": names are not case sensitive. */
export function environmentKey(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
