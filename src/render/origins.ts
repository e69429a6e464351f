import type { Origin } from "../core/policy/organisation/origins.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { count } from "./markdown.js";

/** One part of the policy with where it is written, in plain text: `gate extra of brief: contracts/0.yml:12`. */
export function originLine(origin: Origin): string {
  return `${subject(origin, (text) => text)}: ${origin.file}:${origin.line}`;
}

/** What of a policy comes from the organisation, and what from the repository; empty when all of it is the repository's. */
export function renderOrigins(origins: readonly Origin[], detail: Detail): string {
  if (origins.every(({ from }) => from === "repository")) return "";
  const side = (from: Origin["from"], title: string) => {
    const parts = origins.filter((origin) => origin.from === from);
    const shown = parts
      .slice(0, detail.entries * 5)
      .map((origin) => `* ${subject(origin, inert)}: ${inert(`${origin.file}:${origin.line}`)}`);
    const hidden = parts.length - shown.length;
    return [`**${title}** (${parts.length})`, ...shown, ...(hidden > 0 ? [`* and ${count(hidden, "more part")}`] : [])].join("\n");
  };
  return [side("organisation", "From the organisation"), side("repository", "From this repository")].join("\n\n");
}

function subject({ contract, gate, what }: Origin, quote: (text: string) => string): string {
  if (contract === null) return quote(what);
  if (gate !== null) return `gate ${quote(gate)} of ${quote(contract)}`;
  return what === "" ? `contract ${quote(contract)}` : `${quote(what)} of ${quote(contract)}`;
}
