import type { Membership } from "../../core/facts/known-people.js";
import { readFile, stat, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { PolicySource } from "../../core/policy/parse.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import { WrongCall } from "../common/call.js";

/** An open item as GitHub told of it. */
export interface RecordedItem {
  snapshot: Snapshot;
  /** Who is in which team: `org/team` -> login -> membership. Roles follow from it under any policy. */
  teams: Record<string, Record<string, Membership>>;
}

/** What was read of a repository at one moment: enough to judge its open items under any policy, without network. */
export interface Recording {
  format: "baton-recording";
  version: 1;
  /** For whoever opens the file. */
  note: string;
  /** `owner/name` */
  repository: string;
  /** Epoch milliseconds: the moment that ages and deadlines are judged at. */
  recordedAt: number;
  policy: { own: PolicySource; organisation: PolicySource | null };
  items: RecordedItem[];
  /** Open items that were left out because there were too many. */
  leftOut: number;
}

export const NOTE = "Private: holds the bodies, comments and documents of the repository's open items, and who is in which team.";
const LARGEST = 256 * 1024 * 1024;

const source = z.object({
  repository: z.string(),
  commit: z.string(),
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});
const membership = z.union([
  z.object({ is: z.enum(["member", "not_member"]) }),
  z.object({ is: z.literal("unknown"), reason: z.string() }),
]);
const known = z.union([z.looseObject({ known: z.literal(true) }), z.object({ known: z.literal(false), reason: z.string() })]);
const actor = z.object({ login: z.string(), id: z.number(), type: z.string(), isSelf: z.boolean() }).nullable();
const byName = z.record(z.string(), known);
const snapshot = z.looseObject({
  repository: z.object({ nodeId: z.string(), owner: z.string(), name: z.string(), defaultBranch: z.string(), headSha: z.string() }),
  item: z.looseObject({
    kind: z.enum(["issue", "pull_request"]),
    number: z.number().int(),
    title: z.string(),
    url: z.string(),
    body: z.string(),
    author: actor,
    createdAt: z.number(),
    lastEditedAt: z.number().nullable(),
    state: z.enum(["open", "closed"]),
    labels: z.array(z.string()),
    assignees: z.array(z.string()),
    milestone: z.string().nullable(),
  }),
  comments: z.array(
    z.looseObject({ id: z.number(), author: actor, body: z.string(), createdAt: z.number(), lastEditedAt: z.number().nullable() }),
  ),
  labelEvents: z.array(z.looseObject({ label: z.string(), actor, at: z.number() })),
  assignedEvents: z.array(z.looseObject({ assignee: z.string(), at: z.number() })),
  linkedPullRequests: z.array(z.looseObject({ repository: z.string(), number: z.number(), state: z.string() })),
  blockedBy: known,
  subIssues: known,
  issueType: known,
  reviews: known,
  commitChecks: known,
  issueFields: known,
  projectFields: known,
  documents: z.array(z.looseObject({ path: z.string(), content: known })),
  links: byName,
  stages: byName,
  files: byName,
  people: z.object({ memberships: z.record(z.string(), z.record(z.string(), membership)), permissions: byName }),
});
const recording = z.object({
  format: z.literal("baton-recording", "a recording made by `baton simulate --record`"),
  version: z.literal(1, "a recording of version 1; make a new one with this version of baton"),
  note: z.string(),
  repository: z.string(),
  recordedAt: z.number().int().min(0).max(8.64e15),
  policy: z.object({ own: source, organisation: source.nullable() }),
  items: z.array(z.object({ snapshot, teams: z.record(z.string(), z.record(z.string(), membership)) })),
  leftOut: z.number().int().min(0),
});

/** Takes a file's path; returns the recording in it. Throws a WrongCall when there is none. */
export async function loadRecording(path: string): Promise<Recording> {
  const parsed = recording.safeParse(await json(path));
  if (parsed.success) return parsed.data as unknown as Recording;
  const [issue] = parsed.error.issues;
  // What the schema says itself is for people; zod's own words are for programmers.
  const why = issue && !/^(?:Invalid|Too) /.test(issue.message) ? `it must be ${issue.message}` : "it is missing or damaged";
  throw new WrongCall(`${path} is no recording, by its \`${issue?.path.join(".") || "contents"}\`: ${why}`);
}

async function json(path: string): Promise<unknown> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw new WrongCall(`${path} is larger than ${LARGEST / 1024 / 1024} MB`);
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof WrongCall) throw error;
    if (error instanceof SyntaxError) throw new WrongCall(`${path} is no recording: it is no JSON`);
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new WrongCall(`${path}: there is no such file`);
    throw new WrongCall(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Takes a path and a recording; writes it for the owner's eyes only. Throws a WrongCall when the file cannot be written. */
export async function saveRecording(path: string, made: Recording): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(made, null, 1)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new WrongCall(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
