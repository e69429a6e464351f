import { matchesGlob } from "../../core/basics/glob.js";
import type { Rules } from "../../github/rules.js";
import type { RepositoryJudge } from "./judge.js";

/** What the GitHub reader needs of the core, within the budget of one repository, apart from everything else the process does. */
export function judgedRules(judge: RepositoryJudge): Rules {
  return {
    parse: (own, organisation) => judge("parse", { own, organisation }),
    linkedPaths: (item, repository) => judge("links", { item: { body: item.body, url: item.url }, repository }),
    matches: matchesGlob,
  };
}
