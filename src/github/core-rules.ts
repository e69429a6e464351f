import { linkedDocumentPaths } from "../core/document/links.js";
import { parseMarkdown } from "../core/document/model.js";
import { matchesGlob } from "../core/glob.js";
import { parsePolicy } from "../core/policy/parse.js";
import type { Contract, Policy, PolicyProblem } from "../core/policy/types.js";
import type { PolicySource, Rules } from "./rules.js";

/** The core's own understanding of policies and documents. */
export const coreRules: Rules = {
  parse: (own, organisation) => (organisation ? parseUnder(organisation, own) : parsePolicy(own.files, placeOf(own))),
  linkedPaths: (body, repository) => linkedDocumentPaths(parseMarkdown(body), `${repository.owner}/${repository.name}`),
  matches: matchesGlob,
};

/** The organisation's files come first and keep their origin in the path, so that a problem says where it is. */
function parseUnder(organisation: PolicySource, own: PolicySource): { policy: Policy | null; problems: PolicyProblem[] } {
  const prefix = `${organisation.repository}:`;
  const above = organisation.files.map((file) => ({ ...file, path: prefix + file.path }));
  // An organisation that has no policy rules nothing: the repository's contracts stand for themselves.
  if (above.length === 0) return parsePolicy(own.files, placeOf(own));
  const { policy, problems } = parsePolicy([...above, ...own.files], placeOf(organisation));
  const loosened = policy ? loosenings(policy.contracts, prefix) : [];
  return loosened.length > 0 ? { policy: null, problems: [...problems, ...loosened] } : { policy, problems };
}

/** A repository may add contracts where the organisation has none; a second one beside the organisation's could be the easier way. */
function loosenings(contracts: Contract[], prefix: string): PolicyProblem[] {
  const boundary = ({ stage }: Contract) => JSON.stringify([stage.from, stage.to]);
  const ruled = new Map(contracts.filter(({ file }) => file.startsWith(prefix)).map((contract) => [boundary(contract), contract]));
  return contracts.flatMap((contract): PolicyProblem[] => {
    const above = ruled.get(boundary(contract));
    if (!above || contract.file.startsWith(prefix)) return [];
    const place = { file: contract.file, line: 1, column: 1, key: "stage" };
    const found = `a second contract from ${contract.stage.from} to ${contract.stage.to}, which the organisation's "${above.id}" rules`;
    return [{ ...place, found, needed: "a boundary that the organisation leaves free", fix: null, severity: "error" }];
  });
}

function placeOf(source: PolicySource): Policy["source"] {
  return { repository: source.repository, commit: source.commit };
}
