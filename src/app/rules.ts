import { homeOf, linkedDocumentPaths } from "../core/document/links.js";
import { parseMarkdown } from "../core/document/model.js";
import { matchesGlob } from "../core/glob.js";
import { mergeOrganisation, parsePolicy } from "../core/policy/parse.js";
import type { Rules } from "../github/rules.js";

/** What the GitHub reader needs of the core, wired. */
export const rules: Rules = {
  parse: (own, organisation) =>
    organisation && organisation.files.length > 0
      ? mergeOrganisation(own, organisation)
      : parsePolicy(own.files, { repository: own.repository, commit: own.commit }),
  linkedPaths: (item, repository) => linkedDocumentPaths(parseMarkdown(item.body), homeOf({ item, repository })),
  matches: matchesGlob,
};
