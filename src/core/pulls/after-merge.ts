import type { Known } from "../basics/known.js";
import { isPolicyPath } from "../policy/files.js";
import type { ItemRead, Overlay, PolicyFiles } from "../ports.js";
import type { PullRequestFacts } from "../facts/snapshot.js";

/** Takes a pull request's facts; returns how files would be after its merge, or why that is not known. */
export function overlayOf(pull: PullRequestFacts): Known<Overlay> {
  const { headSha: commit, changedFiles } = pull;
  if (!changedFiles.known) return changedFiles;
  const ordered = changedFiles.value.toSorted((a, b) => Number(a.change !== "removed") - Number(b.change !== "removed"));
  const paths = new Map(ordered.map(({ path, change }) => [path, change === "removed" ? ("removed" as const) : ("changed" as const)]));
  return { known: true, value: { commit, paths } };
}

/**
 * Takes a pull request as read; returns the policy files of the default branch as they would be after its merge: paths it changes are its head's,
 * all others stay. A pull request into another branch changes no policy. Returns why when GitHub does not tell.
 */
export function policyAfterMerge(read: Pick<ItemRead, "snapshot" | "policyFiles" | "headPolicyFiles">): Known<PolicyFiles> {
  const { snapshot, policyFiles, headPolicyFiles } = read;
  const pull = snapshot.item.pullRequest;
  if (!pull) return { known: false, reason: "it is no pull request" };
  if (pull.baseRef !== snapshot.repository.defaultBranch) return { known: true, value: policyFiles };
  const overlay = overlayOf(pull);
  if (!overlay.known) return overlay;
  if (!headPolicyFiles) return { known: false, reason: "GitHub does not have the head commit of the pull request" };
  const [unlisted] = [policyFiles, headPolicyFiles].flatMap((files) => files.unlisted ?? []);
  if (unlisted) return { known: false, reason: `${unlisted.path}: ${unlisted.reason}` };
  const moved = movedAway(pull, policyFiles, headPolicyFiles);
  if (moved !== null) return { known: false, reason: `${moved} has another name on the default branch, or is gone. Update the branch` };
  const { paths } = overlay.value;
  const files = [
    ...policyFiles.files.filter((file) => !paths.has(file.path)),
    ...headPolicyFiles.files.filter((file) => paths.get(file.path) === "changed"),
  ];
  return { known: true, value: { commit: headPolicyFiles.commit, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) } };
}

// What a pull request changes in a file that was renamed meanwhile, Git changes in the file of the new name.
function movedAway({ changedFiles }: PullRequestFacts, base: PolicyFiles, head: PolicyFiles): string | null {
  const has = ({ files }: PolicyFiles, path: string) => files.some((file) => file.path === path);
  const changed = changedFiles.known ? changedFiles.value.filter(({ change }) => change === "modified" || change === "changed") : [];
  return changed.find(({ path }) => isPolicyPath(path) && has(head, path) && !has(base, path))?.path ?? null;
}
