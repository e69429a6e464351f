import { blankItem } from "../../src/core/facts/blank-item.js";
import { unreadFacts, type Snapshot } from "../../src/core/facts/snapshot.js";

/** An open issue without comments, labels or links, and nothing in its way; what GitHub was not asked for is unknown. */
export function blankSnapshot(body: string, author: Snapshot["item"]["author"], createdAt = 0): Snapshot {
  return {
    repository: {
      nodeId: "R1",
      owner: "acme",
      name: "data",
      defaultBranch: "main",
      headSha: "c0ffee",
      pushedAt: 0,
      visibility: "public",
    },
    item: {
      ...blankItem(),
      nodeId: "I1",
      number: 1,
      title: "Cohorts",
      url: "https://github.com/acme/data/issues/1",
      body,
      author,
      createdAt,
    },
    comments: [],
    labelEvents: [],
    assignedEvents: [],
    deletedOwnComments: 0,
    linkedPullRequests: [],
    blockedBy: { known: true, value: [] },
    subIssues: { known: true, value: [] },
    issueType: { known: true, value: null },
    ...unreadFacts("not asked for"),
    documents: [],
    links: {},
    people: { memberships: {}, permissions: {}, accounts: {} },
  };
}
