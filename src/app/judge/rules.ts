import { parseMarkdown } from "../../core/document/parse.js";
import { homeOf, linkedDocumentPaths } from "../../core/document/links.js";
import { matchesGlob } from "../../core/basics/glob.js";
import { mergeOrganisation, parsePolicy, type ParsedPolicy, type PolicySource } from "../../core/policy/parse.js";
import type { Item, RepositoryInfo } from "../../core/facts/snapshot.js";
import type { Rules } from "../../github/rules.js";

/** What the GitHub reader needs of the core, wired: for whoever reads for one person, as the command line does. */
export const rules = {
  parse: (own: PolicySource, organisation: PolicySource | null): ParsedPolicy =>
    organisation && organisation.files.length > 0
      ? mergeOrganisation(own, organisation)
      : parsePolicy(own.files, { repository: own.repository, commit: own.commit }),
  linkedPaths: (item: Pick<Item, "body" | "url">, repository: RepositoryInfo): string[] =>
    linkedDocumentPaths(parseMarkdown(item.body), homeOf({ item, repository })),
  matches: matchesGlob,
} satisfies Rules;
