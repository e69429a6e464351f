import type { ItemRead } from "../../core/ports.js";
import type { RepositoryAccess } from "./context.js";

/**
 * Takes a pull request as read and the files that a question is about; returns it with what it changes of just those where GitHub does not list all that
 * it changes. Where that cannot be told either, it stays unknown.
 */
export async function withChangesOf(
  access: RepositoryAccess,
  read: ItemRead,
  paths: () => string[] | Promise<string[]>,
): Promise<ItemRead> {
  const { item } = read.snapshot;
  const pull = item.pullRequest;
  if (!pull || pull.changedFiles.known || pull.baseRef !== read.snapshot.repository.defaultBranch) return read;
  const changedFiles = await access.reader.changesAmong(read, await paths());
  if (!changedFiles.known) return read;
  return { ...read, snapshot: { ...read.snapshot, item: { ...item, pullRequest: { ...pull, changedFiles } } } };
}
