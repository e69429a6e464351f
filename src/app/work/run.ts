import type { WorkKey } from "../../core/ports.js";
import type { Lease } from "../../store/store.js";
import type { AppContext, RepositoryAccess } from "./context.js";

export type ItemKey = WorkKey & { kind: "item" };
export type CommitKey = WorkKey & { kind: "commit" };
export type RepositoryKey = WorkKey & { kind: "repository" };
export type ContextKey = WorkKey & { kind: "context" };
export type DeploymentKey = WorkKey & { kind: "deployment" };

/** One run: what all runs share, GitHub as the repository's runs see it, what it is about, and the right to work on that. */
export interface Run<K extends WorkKey = WorkKey> {
  context: AppContext;
  access: RepositoryAccess;
  key: K;
  lease: Lease;
}
