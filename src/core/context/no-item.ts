import type { Texts } from "../content/item-texts.js";
import { parseMarkdown } from "../document/parse.js";
import type { Artefacts } from "../facts/artefact.js";
import { blankItem } from "../facts/blank-item.js";
import { unreadFacts, type RepositoryInfo, type Snapshot } from "../facts/snapshot.js";
import type { Contract } from "../policy/types.js";

const NOTHING = parseMarkdown("");

/** The texts of no item. */
export const NO_TEXTS: Texts = {
  body: NOTHING,
  documents: [],
  byPath: new Map([[null, NOTHING]]),
  unread: new Map(),
  forms: [],
  sidecars: new Map(),
};

/** Takes a repository and what GitHub says of its artefacts; returns that as a snapshot of no item: what only an item has is not known. */
export function withoutItem(repository: RepositoryInfo, artefacts: Artefacts): Snapshot {
  const unknown = { known: false, reason: "an artefact is no item" } as const;
  return {
    repository,
    item: blankItem(),
    comments: [],
    labelEvents: [],
    assignedEvents: [],
    deletedOwnComments: 0,
    linkedPullRequests: [],
    blockedBy: unknown,
    subIssues: unknown,
    issueType: unknown,
    ...unreadFacts(unknown.reason),
    documents: [],
    links: {},
    people: { memberships: {}, permissions: {}, accounts: {} },
    artefacts,
    unread: {
      facts: ["comments", "labels", "assignees", "milestone", "linked pull requests", "accepted criteria"],
      reason: unknown.reason,
    },
  };
}

/** What asks for nothing, between no stages. */
export const NO_CONTRACT: Contract = {
  id: "",
  name: "",
  version: "",
  file: "",
  stage: { from: "", to: "" },
  role: { from: null, to: "" },
  appliesTo: { subject: "issue", labels: { any: [], all: [], none: [] } },
  owner: "",
  sourceOfTruth: { body: true, document: null },
  gates: [],
  acknowledge: { by: "", count: 1, within: { text: "", ms: 0 } },
  begin: null,
  notes: [],
  digest: "",
};
