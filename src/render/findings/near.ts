import type { NearHeading } from "../../core/document/near-heading.js";
import { inert, quoted } from "../inert.js";

const IS: Record<NearHeading["is"], string> = {
  heading: "comes near it",
  bold: "is bold, and no heading",
  unspaced: "lacks the space that would make it a heading",
  line: "is no heading",
  inside: "is a heading in a list or a quote, and none of the text",
};

/** Takes what comes near a heading that is missing; returns what is said of it, for the end of a sentence. */
export function nearWords({ text, line, is }: NearHeading): string {
  return `; ${inert(text)}${onLine(line)} ${IS[is]}`;
}

/** Empty for 0: where nobody sees lines. */
function onLine(line: number): string {
  return line === 0 ? "" : ` on line ${line}`;
}

/** How to make it the heading. */
export function mendNear({ text, line, name }: NearHeading): string {
  const signs = /^#{1,6}/.exec(text)?.[0] ?? "##";
  return `Write ${quoted(`${signs} ${name}`)}${line === 0 ? " in its place" : onLine(line)}, if that is what is meant, with the content below it.`;
}

/** The same where several are missing. */
export function perhapsMeant({ text, line, name }: NearHeading): string {
  return `; ${inert(text)}${onLine(line)} may be meant for ${quoted(name)}`;
}
