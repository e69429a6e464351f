import { templateMatcher } from "../../content/template-texts.js";
import { TEMPLATES } from "../organisation/places.js";
import { differ, type Difference, type Effect, type Ruled } from "./difference.js";

/** Compares what issue templates say. Words that no template says any more are an answer where they stand; new ones only take answers away. */
export function compareTemplates({ templateTexts: before = [] }: Ruled, { templateTexts: after = [] }: Ruled): Difference[] {
  const isSaid = templateMatcher(after);
  const gone = before.filter((text) => !isSaid(text));
  return differ(TEMPLATES, gone.length > 0 ? gone : undefined, undefined, (): Effect => "loosened");
}
