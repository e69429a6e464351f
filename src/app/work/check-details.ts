import type { CheckRun } from "../../core/facts/writes.js";
import { pageLinks } from "../../render/pages/links.js";
import type { Run } from "./run.js";

/** Takes a check run; returns it with a page of ours behind its details: what it tells is of the policy, or of many items, where it names no page itself. */
export function withDetails({ context, key }: Pick<Run, "context" | "key">, checkRun: CheckRun): CheckRun {
  if (checkRun.detailsUrl !== null || context.pages === null) return checkRun;
  const { policy, board } = pageLinks(context.pages, key);
  return { ...checkRun, detailsUrl: checkRun.name === "baton/contracts" ? policy : board };
}
