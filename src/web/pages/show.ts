import { boardPage } from "./board.js";
import { frontPage } from "./front.js";
import { itemPage } from "./item.js";
import type { Known, Making, Shown } from "./page.js";
import type { Page } from "./paths.js";
import { policyPage } from "./policy.js";
import { ownerReportPage, reportPage } from "./report.js";
import { rolesPage } from "./roles.js";

/**
 * Makes a page. Before anything is read of a repository GitHub is asked whether the visitor may read it. Null where there is nothing to show: what does
 * not exist, what is not for them and what Baton does not know are one.
 */
export async function show(page: Page, making: Making): Promise<Shown | null> {
  if (page.is === "front") return await frontPage(making);
  if (page.is === "owner_report") return await ownerReportPage(making, page.owner);
  const known = await knownTo(making, page.owner, page.repo);
  if (known === null) return null;
  switch (page.is) {
    case "board":
      return await boardPage(making, known);
    case "policy":
      return policyPage(making, known);
    case "roles":
      return await rolesPage(making, known);
    case "report":
      return await reportPage(making, known);
    case "item":
      return await itemPage(making, known, page.number);
  }
}

async function knownTo({ store, visit }: Making, owner: string, name: string): Promise<Known | null> {
  const readable = await visit.permissions.repository(visit.session, owner, name);
  if (readable === null) return null;
  const [shown] = await store.shownRepositories([readable.nodeId]);
  const today = `${readable.owner}/${readable.name}`;
  return shown ? { name: today, path: `/${today}`, readable, shown } : null;
}
