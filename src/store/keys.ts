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
    number: key.kind === "item" ? key.number : null,
    sha: key.kind === "commit" ? key.sha : null,
    ref: key.kind === "commit" ? key.ref : null,
  };
}

/** Takes a row; returns its work key. */
export function rowKey(row: Place): WorkKey {
  const repository = { installationId: row.installation_id, repositoryId: row.repository_id, owner: row.owner, name: row.name };
  switch (row.kind) {
    case "item":
      return { ...repository, kind: "item", number: row.number ?? 0 };
    case "commit":
      return { ...repository, kind: "commit", sha: row.sha ?? "", ref: row.ref ?? "" };
    case "repository":
    case "context":
      return { ...repository, kind: row.kind };
  }
}
