/** Why no path of a repository matches a glob, or why it means something else than its author thinks. */
export type GlobTrouble = "address" | "backslash" | "parent" | "empty" | "special" | "invisible";

/** Characters that nobody sees, and those that turn the order of what is seen around; joiners belong to the spelling of some scripts and emoji. */
const INVISIBLE = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Other readers of globs take these for choices, classes and negations. */
const SPECIAL = /^!|[[\]{}]|[@!+?*]\(/;

/** Takes a glob; returns what is wrong with it, null when nothing is. Only `*`, `**` and `?` are wildcards. */
export function globTrouble(glob: string): GlobTrouble | null {
  if (INVISIBLE.test(glob)) return "invisible";
  if (/^[a-z][a-z+.-]*:\/\//i.test(glob)) return "address";
  if (glob.includes("\\")) return "backslash";
  const segments = glob.replace(/^(?:\.?\/)+/, "").split("/");
  if (segments.some((one) => one === ".." || one === ".")) return "parent";
  if (segments.includes("")) return "empty";
  return SPECIAL.test(glob) ? "special" : null;
}

/** The character that stands for itself here, and for something else elsewhere. */
export function specialIn(glob: string): string {
  return (SPECIAL.exec(glob)?.[0] ?? "").replace("(", "(…)");
}
