import type { Snapshot } from "./snapshot.js";

/** An open issue of which nothing is said: what is to be said of one stands beside it. */
export function blankItem(): Snapshot["item"] {
  return {
    kind: "issue",
    nodeId: "",
    number: 0,
    title: "",
    url: "",
    body: "",
    author: null,
    createdAt: 0,
    lastEditedAt: null,
    editCount: 0,
    state: "open",
    labels: [],
    labelsUpdated: {},
    assignees: [],
    milestone: null,
    pullRequest: null,
  };
}
