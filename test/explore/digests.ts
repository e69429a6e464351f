import { parseMarkdown } from "../../src/core/document/parse.js";
import { sha256 } from "../../src/core/basics/digest.js";
import { bodyText, briefText, type Body, type Files } from "./policies.js";

const BITS = [0, 1] as const;
const BODIES: Body[] = BITS.flatMap((problem) =>
  BITS.flatMap((evidence) => BITS.flatMap((notes) => [true, false].map((red): Body => ({ problem, evidence, notes, red })))),
);

type Of = { section: "Problem" | "Evidence" | "Notes" | "body"; body: Body } | { section: "brief"; brief: 0 | 1 };

/** Which text a digest of content is of. */
const KNOWN = new Map<string, Of>([
  ...BODIES.flatMap((body) => {
    const parsed = parseMarkdown(bodyText(body));
    const sections = (["Problem", "Evidence", "Notes"] as const).map((section): [string, Of] => [
      sha256(parsed.section([section])?.source ?? ""),
      { section, body },
    ]);
    return [...sections, [sha256(parsed.whole.source), { section: "body", body }] as [string, Of]];
  }),
  ...BITS.flatMap((brief) => {
    const parsed = parseMarkdown(briefText(brief));
    return [parsed.whole.source, parsed.section(["Plan"])?.source ?? ""].map((source): [string, Of] => [
      sha256(source),
      { section: "brief", brief },
    ]);
  }),
]);

/** How the text of a digest stands to the text that is there now; null when it is no digest of content. Texts that differ only by their wording are one. */
export function likeness(digest: string, body: Body, files: Pick<Files, "brief">): string | null {
  const of = KNOWN.get(digest);
  if (!of) return null;
  switch (of.section) {
    case "brief":
      return of.brief === files.brief ? "=" : "x";
    case "Problem":
      return of.body.problem === body.problem ? "=" : "x";
    case "Notes":
      return of.body.notes === body.notes ? "=" : "x";
    case "Evidence":
      return `${of.body.evidence === body.evidence ? "=" : "x"}${of.body.red ? "r" : ""}`;
    case "body":
      return sameBody(of.body, body) ? "=" : "x";
  }
}

function sameBody(a: Body, b: Body): boolean {
  return a.problem === b.problem && a.evidence === b.evidence && a.notes === b.notes && a.red === b.red;
}
