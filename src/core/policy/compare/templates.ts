import { templateMatcher } from "../../content/template-texts.js";
import { TEMPLATES } from "../organisation/places.js";
import { differ, type Difference, type Effect, type Ruled } from "./difference.js";

/**
 * Compares what issue templates say. Words that no template says any more are an answer where they stand, and a question that no form asks any more is
 * a heading like any other; new ones only take answers away.
 */
export function compareTemplates(before: Ruled, after: Ruled): Difference[] {
  const isSaid = templateMatcher(after.templateTexts ?? []);
  const still = new Set(belowHeadings(after));
  const gone = [
    ...(before.templateTexts ?? []).filter((text) => !isSaid(text)),
    ...belowHeadings(before).filter((text) => !still.has(text)),
  ];
  return differ(TEMPLATES, gone.length > 0 ? gone : undefined, undefined, (): Effect => "loosened");
}

/** What is told from an answer below its own heading only, and questions. */
function belowHeadings({ templateSections = [], forms = [] }: Ruled): string[] {
  const below = templateSections.flatMap(({ heading, texts }) => texts.map((text) => `${heading}: ${text}`));
  return [...below, ...forms.flatMap((questions) => questions.map(({ label }) => label))];
}
