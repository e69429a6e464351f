import { extractLinks, homeOf, linkedDocumentPaths } from "../../../src/core/document/links.js";
import { parseMarkdown } from "../../../src/core/document/model.js";
import {
  loginKey,
  unreadFacts,
  type Comment,
  type IssueRef,
  type Known,
  type Membership,
  type PullRequestRef,
  type Snapshot,
} from "../../../src/core/snapshot.js";
import { NOW, person, snapshotOf } from "./helpers.js";

type GivenDocument = string | { repeat: string; times: number };

interface GivenIssue {
  issue: string;
  title?: string;
  state?: "open" | "closed";
  reason?: "completed" | "not_planned" | "duplicate";
  closed_at?: string;
}

/** What a case says of the item, in the words of its YAML file. What it does not mention is empty, unless it is `unknown`. */
export interface Given {
  body?: string;
  /** Added to the end of the body, many times. */
  repeat?: { text: string; times: number };
  edited_at?: string;
  today?: string;
  author?: string;
  labels?: string[];
  assignees?: string[];
  milestone?: string;
  type?: string;
  /** Path -> text. */
  documents?: Record<string, GivenDocument>;
  files?: Record<string, string>;
  comments?: { by: string | null; body: string; at?: string; edited_at?: string }[];
  /** Role -> members. */
  members?: Record<string, string[]>;
  blocked_by?: GivenIssue[];
  sub_issues?: GivenIssue[];
  linked_prs?: { pr: string; state: "open" | "closed" | "merged" | "draft" }[];
  /** What exists, of what is linked. */
  links?: string[];
  /** Facts that could not be read. */
  unknown?: (keyof Given)[];
}

/** Takes what a case gives; returns the snapshot that GitHub would have given. */
export function snapshotFrom(given: Given): Snapshot {
  const body = `${given.body ?? ""}${given.repeat ? given.repeat.text.repeat(given.repeat.times) : ""}`;
  const base = snapshotOf(body);
  const known = <V>(part: keyof Given, value: V): Known<V> =>
    given.unknown?.includes(part) ? { known: false, reason: "GitHub did not answer" } : { known: true, value };
  return {
    ...base,
    item: {
      ...base.item,
      author: person(given.author ?? "pat"),
      lastEditedAt: given.edited_at === undefined ? null : time(given.edited_at),
      labels: given.labels ?? [],
      assignees: given.assignees ?? [],
      milestone: given.milestone ?? null,
    },
    comments: (given.comments ?? []).map(commentFrom),
    linkedPullRequests: (given.linked_prs ?? []).map(pullFrom),
    blockedBy: known("blocked_by", (given.blocked_by ?? []).map(issueFrom)),
    subIssues: known("sub_issues", (given.sub_issues ?? []).map(issueFrom)),
    issueType: known("type", given.type ?? null),
    ...unreadFacts("it was not asked for"),
    documents: linkedDocumentPaths(parseMarkdown(body), homeOf(base)).map((path) => ({ path, ...documentAt(path, given) })),
    files: Object.fromEntries(Object.entries(given.files ?? {}).map(([path, text]) => [path, known("files", text)])),
    links: Object.fromEntries(
      extractLinks(parseMarkdown(body), homeOf(base)).map(({ ref: { key } }) => [key, known("links", exists(key, given))]),
    ),
    people: { memberships: membershipsFrom(given), permissions: {} },
  };
}

/** The moment a case means by `2026-08-01` or a time of that day. */
export function time(text: string | undefined): number {
  return text === undefined ? NOW : Date.parse(text);
}

function commentFrom({ by, body, at, edited_at }: NonNullable<Given["comments"]>[number], index: number): Comment {
  return {
    id: index + 1,
    nodeId: `C${index + 1}`,
    author: by === null ? null : person(loginKey(by), by.endsWith("[bot]") ? "Bot" : "User"),
    body,
    createdAt: at === undefined ? NOW - 86_400_000 : time(at),
    lastEditedAt: edited_at === undefined ? null : time(edited_at),
    url: "",
    ownReactions: [],
  };
}

function issueFrom({ issue, title, state = "open", reason = "completed", closed_at }: GivenIssue): IssueRef {
  const [repository = "", number = ""] = issue.split("#");
  return {
    nodeId: issue,
    repositoryId: "R",
    repository: repository === "" ? "acme/data" : repository,
    number: Number(number),
    title: title ?? "",
    state,
    stateReason: state === "open" ? null : reason,
    closedAt: closed_at === undefined ? null : time(closed_at),
    url: "",
  };
}

function pullFrom({ pr, state }: NonNullable<Given["linked_prs"]>[number]): PullRequestRef {
  return {
    nodeId: pr,
    repositoryId: "R",
    repository: "acme/data",
    number: Number(pr.slice(1)),
    title: `Change ${pr}`,
    state: state === "draft" ? "open" : state,
    isDraft: state === "draft",
    headSha: "b".repeat(40),
    createdAt: 0,
    url: "",
  };
}

function documentAt(path: string, { documents = {}, unknown = [] }: Given): Omit<Snapshot["documents"][number], "path"> {
  const text = new Map(Object.entries(documents)).get(path);
  if (text === undefined) {
    const missing = !unknown.includes("documents");
    return { oid: null, missing, content: { known: false, reason: missing ? "it does not exist" : "GitHub did not answer" } };
  }
  return { oid: "d".repeat(40), content: { known: true, value: typeof text === "string" ? text : text.repeat.repeat(text.times) } };
}

function exists(key: string, { links = [] }: Given): boolean {
  return links.some((link) => (link.startsWith("#") ? `acme/data${link}` : link) === key);
}

function membershipsFrom({ members = {}, comments = [], assignees = [], unknown = [] }: Given): Snapshot["people"]["memberships"] {
  const everybody = [...comments.flatMap(({ by }) => (by === null ? [] : [by])), ...assignees];
  const standing = (role: string[], login: string): Membership => {
    if (unknown.includes("members")) return { is: "unknown", reason: "GitHub did not answer" };
    return { is: role.includes(login) ? "member" : "not_member" };
  };
  const roles = { owners: [], testers: [], architect: ["ana"], ...members };
  return Object.fromEntries(
    Object.entries(roles).map(([role, people]) => [
      role,
      Object.fromEntries(everybody.map((login) => [loginKey(login), standing(people, login)])),
    ]),
  );
}
