import { formQuestions, type FormQuestion } from "../../document/issue-form.js";
import { templateSections } from "../../content/template-sections.js";
import { templateTexts } from "../../content/template-texts.js";
import { configChanges } from "../compare/changes.js";
import { compareTemplates } from "../compare/templates.js";
import { TEMPLATES_FOLDER } from "../paths.js";
import type { PolicyFile } from "../source-file.js";
import type { FileKind } from "./kind.js";

/**
 * What a new issue's or pull request's body begins with, where GitHub looks for it. Source: GitHub's documentation on issue and pull request
 * templates.
 */
export const templateFile: FileKind = {
  id: "template",
  title: "Templates and issue forms",
  noun: "template",
  summary:
    "What GitHub puts before everybody who opens an issue or a pull request: no answers. A form's labels tell where its answers are.",
  paths: [...["md", "yml", "yaml"].map((ending) => `${TEMPLATES_FOLDER}/*.${ending}`), ".github/pull_request_template.md"],
  // Says which are offered.
  except: [`${TEMPLATES_FOLDER}/config.yml`, `${TEMPLATES_FOLDER}/config.yaml`],
  anyCase: true,
  isRule: false,
  schema: null,
  policy: {
    read: (files) => ({ templateTexts: templateTexts(files), templateSections: templateSections(files), ...formsIn(files) }),
    inForce: (own, above, soFar) => ({
      ...soFar,
      templateTexts: [...new Set([...(above?.templateTexts ?? []), ...own.templateTexts])],
      templateSections: [...(above?.templateSections ?? []), ...own.templateSections],
      forms: [...own.forms, ...(above?.forms ?? [])],
      formFiles: own.formFiles,
    }),
    compare: (before, after) => configChanges(compareTemplates(before, after), before, after),
  },
};

const MOST_FORMS = 50;

function formsIn(files: readonly PolicyFile[]): { forms: FormQuestion[][]; formFiles: string[] } {
  const found = files
    .filter(({ path }) => /\.ya?ml$/i.test(path))
    .slice(0, MOST_FORMS)
    .map(({ path, text }) => ({ file: path.split("/").pop() ?? path, questions: formQuestions(text) }))
    .filter(({ questions }) => questions.length > 0);
  return { forms: found.map(({ questions }) => questions), formFiles: found.map(({ file }) => file) };
}
