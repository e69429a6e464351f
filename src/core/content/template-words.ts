import { nameKey } from "../document/names.js";
import { rememberingRecent } from "../document/recent.js";
import { onceFor } from "../basics/once.js";
import { templateSections, type TemplateSection } from "./template-sections.js";
import { bareText, templateMatcher, templateTexts, type TemplateFile } from "./template-texts.js";

/** Where a text stands. */
export interface TextPlace {
  /** The heading of its section; null: not below one. */
  section: string | null;
  /** It is all that its section holds. */
  alone?: boolean;
}

/** True for text that a template put there. */
export type IsTemplateText = (text: string, place?: TextPlace) => boolean;

/** What templates put before everybody: texts that are told from an answer wherever they stand, and what else stands below their headings. */
export interface TemplateWords {
  texts: readonly string[];
  sections: readonly TemplateSection[];
}

/** Takes the files of templates that a contract names, which it names for each of its items; returns what they say. The result is shared. */
export const recentTemplateWords: (files: readonly TemplateFile[]) => TemplateWords = rememberingRecent(
  (files: readonly TemplateFile[]): TemplateWords => ({ texts: templateTexts(files), sections: templateSections(files) }),
  (files) => JSON.stringify(files.map(({ path, text }) => [path, text])),
);

/** Takes what templates say; returns the test for a text to be theirs. One of several entries of their lists that stands alone was left there by somebody. */
export function templateTest({ texts, sections }: TemplateWords): IsTemplateText {
  const anywhere = templateMatcher(texts);
  const below = byHeading(sections);
  return (text, place) => {
    const section = place?.section ? below.get(nameKey(place.section)) : undefined;
    if (section === undefined) return anywhere(text);
    const key = bareText(text);
    if (place?.alone && section.choices.has(key)) return false;
    return section.texts.has(key) || anywhere(text);
  };
}

/** Several templates may have the same heading. */
const byHeading = onceFor((sections: readonly TemplateSection[]) => {
  const found = new Map<string, { texts: Set<string>; choices: Set<string> }>();
  for (const { heading, texts, choices } of sections) {
    const known = found.get(heading) ?? { texts: new Set(), choices: new Set() };
    for (const text of texts) known.texts.add(text);
    for (const choice of choices) known.choices.add(choice);
    found.set(heading, known);
  }
  return found;
});
