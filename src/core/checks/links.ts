import { NOT_VISIBLE } from "../facts/elsewhere.js";
import { z } from "zod";
import type { MarkdownDocument } from "../document/model.js";
import { homeOf, linksIn, type FoundLink } from "../document/links.js";
import { strayLinks } from "../document/stray-links.js";
import { astray } from "./astray.js";
import type { Finding } from "../findings/findings.js";
import { linkKey, type Snapshot } from "../facts/snapshot.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { noSection } from "./in-section.js";
import { count, readsSection, sectionParam } from "./params.js";
import { broken, fail, note, pass, problem } from "./results.js";

/** An address that is still to be written: `https://TBD`, `https://example.com/...`, `https://example.com/{{ id }}`. */
const TO_FILL_IN =
  /^https?:\/\/(?:tb[dac]|todo|x{3,}|your-[\w-]{1,60})(?![\w.-])|\/(?:\.{3}|…|%e2%80%a6|tb[dac]|todo|x{3,})\/?$|(?:\{|%7b){2}/i;
const KINDS = ["issue", "pr", "commit", "file", "url"] as const;
const MAX_LINKS = 50;
const MOST_STRAYS = 5;
const params = z.strictObject({
  section: sectionParam.optional().describe("Section to look in; the whole text when left out."),
  min: count(1).default(1).describe("Fewest links that must resolve."),
  kinds: z
    .array(z.enum(KINDS))
    .min(1)
    .default([...KINDS])
    .describe("Kinds of links that count. URLs are never fetched."),
});
type Params = z.output<typeof params>;

/** Enough links that lead somewhere. */
export const links = defineCheck<Params>({
  kind: "links",
  summary: "Passes when at least `min` links of the `kinds` resolve.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  needs: (given, document, snapshot) =>
    wanted(given, document, snapshot).flatMap(({ ref }) => (ref.kind === "url" ? [] : [{ kind: "link", ref }])),
  stricter: { min: "more", kinds: "subset" },
  example: {
    params: { section: "Design", min: 2, kinds: ["file", "url"] },
    good: "### Design\n\nThe [board](https://figma.example.com/board) has every state, docs/design/export.md tells why.\n",
    bad: "### Design\n\nThe board has every state, ask Ana for it; docs/design/exprot.md tells why.\n",
    facts: { both: { links: ["docs/design/export.md"] } },
  },
  run: judge,
});

/** `#12` may be an issue or a pull request: where only pull requests count, it is asked for as one. */
function wanted(given: Params, document: MarkdownDocument, snapshot: Pick<Snapshot, "repository" | "item">): FoundLink[] {
  const scope = given.section === undefined ? document.whole : document.section(given.section);
  const onlyPulls = given.kinds.includes("pr") && !given.kinds.includes("issue");
  return linksIn(scope?.blocks ?? [], homeOf(snapshot))
    .map((found): FoundLink => (onlyPulls && found.ref.kind === "issue" ? { ...found, ref: { kind: "pr", key: found.ref.key } } : found))
    .filter(({ ref }) => given.kinds.includes(ref.kind) && !(ref.kind === "url" && TO_FILL_IN.test(ref.key)))
    .slice(0, MAX_LINKS);
}

function judge(given: Params, context: CheckContext): CheckResult {
  if (given.section !== undefined && context.document.section(given.section) === null) return noSection(context.document, given.section);
  const found = wanted(given, context.document, context.snapshot);
  const states = found.map((link) => ({ ...link, state: stateOf(link, context.snapshot) }));
  // `#12` and the address of pull request 12 are one thing.
  const counted = new Set(states.flatMap(({ ref, state }) => (state.known && state.value ? [ref.key] : []))).size;
  if (counted >= given.min) return pass([note({ code: "links_counted", counted, line: found[0]?.line })]);
  const unknown = states.flatMap(({ ref, line, state }) =>
    state.known
      ? []
      : state.reason === NOT_VISIBLE
        ? [problem({ code: "not_visible", reference: ref.key, line })]
        : [problem({ ...ref, code: "link_unknown", reason: state.reason, line })],
  );
  const bad = states.flatMap(({ ref, line, state }) =>
    state.known && !state.value ? [problem({ ...ref, code: "link_broken", line })] : [],
  );
  const summary = problem({ code: "links_too_few", counted, min: given.min, kinds: given.kinds, line: found[0]?.line });
  const strays = given.kinds.includes("file") ? straysIn(given, context) : [];
  return counted + unknown.length >= given.min ? broken([...unknown, ...bad]) : fail([summary, ...unknown, ...bad, ...strays]);
}

function straysIn(given: Params, { document, snapshot }: CheckContext): Finding[] {
  const scope = given.section === undefined ? document.whole : document.section(given.section);
  const home = homeOf(snapshot);
  const found = strayLinks(scope?.blocks ?? [], home).slice(0, MOST_STRAYS);
  return found.map((stray) => problem(astray(stray, home, -1)));
}

function stateOf({ ref }: FoundLink, snapshot: Snapshot): Snapshot["links"][string] {
  if (ref.kind === "url") return { known: true, value: true };
  const key = linkKey(ref);
  const state = Object.hasOwn(snapshot.links, key) ? snapshot.links[key] : undefined;
  return state ?? { known: false, reason: "it was not looked up" };
}
