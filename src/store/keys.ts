import type { WorkKey } from "../core/ports.js";
import type { ItemRow } from "./schema.js";

type Place = Pick<ItemRow, "kind" | "installation_id" | "repository_id" | "owner" | "name" | "number" | "sha" | "ref">;

/** Takes a work key; returns the id of its row. Names of owner and repository are not in it: they change. */
export function keyId(key: WorkKey): string {
  switch (key.kind) {
    case "item":
      return `item:${key.repositoryId}:${key.number}`;
    case "commit":
      return `commit:${key.repositoryId}:${key.sha}`;
    case "deployment":
      return `deployment:${key.repositoryId}:${key.run}:${key.id}`;
    case "repository":
    case "context":
      return `${key.kind}:${key.repositoryId}`;
  }
}

/** Takes a work key; returns the columns that tell where the work is. */
export function keyColumns(key: WorkKey): Place {
  return {
    kind: key.kind,
    installation_id: key.installationId,
    repository_id: key.repositoryId,
    owner: key.owner,
    name: key.name,
    ...NOWHERE,
    ...within(key),
  };
}

const NOWHERE = { number: null, sha: null, ref: null };

function within(key: WorkKey): Partial<Place> {
  switch (key.kind) {
    case "item":
      return { number: key.number };
    case "commit":
      return { sha: key.sha, ref: key.ref };
    case "deployment":
      // An environment may be called anything: the run's number stands before it.
      return { number: key.id, sha: key.sha, ref: `${key.run} ${key.environment}` };
    case "repository":
    case "context":
      return {};
  }
}

/** Takes a row; returns its work key. */
export function rowKey(row: Place): WorkKey {
  const repository = { installationId: row.installation_id, repositoryId: row.repository_id, owner: row.owner, name: row.name };
  switch (row.kind) {
    case "item":
      return { ...repository, kind: "item", number: row.number ?? 0 };
    case "commit":
      return { ...repository, kind: "commit", sha: row.sha ?? "", ref: row.ref ?? "" };
    case "deployment":
      return { ...repository, kind: "deployment", id: row.number ?? 0, sha: row.sha ?? "", ...runIn(row.ref ?? "") };
    case "repository":
    case "context":
      return { ...repository, kind: row.kind };
  }
}

function runIn(ref: string): { run: number; environment: string } {
  const space = ref.indexOf(" ");
  return { run: Number(ref.slice(0, space)), environment: ref.slice(space + 1) };
}
