import type { Policy, PolicyProblem } from "../core/policy/types.js";
import type { Item, RepositoryInfo } from "../core/facts/snapshot.js";

/** Policy files with the place they were read at. */
export interface PolicySource {
  /** `owner/name` */
  repository: string;
  commit: string;
  files: readonly { path: string; text: string }[];
}

/** Policy files as understood. */
export interface Parsed {
  policy: Policy | null;
  problems: PolicyProblem[];
}

/** What reading needs of the core: to understand rules and to see which documents a body links. */
export interface Rules {
  /** The rules in force: the repository's own files, under its organisation's where it has no configuration. */
  parse(own: PolicySource, organisation: PolicySource | null): Parsed | Promise<Parsed>;
  /** Paths of the repository's files that the item's text links. */
  linkedPaths(item: Pick<Item, "body" | "url">, repository: RepositoryInfo): string[] | Promise<string[]>;
  matches(glob: string, path: string): boolean;
}
