import type { Snapshot } from "../../core/facts/snapshot.js";
import { pageLinks } from "../../render/pages/links.js";
import type { AppContext } from "./context.js";

/** The item's page of ours; null where there are no pages. */
export function itemPage({ pages }: Pick<AppContext, "pages">, { repository, item }: Pick<Snapshot, "repository" | "item">): string | null {
  return pages === null ? null : pageLinks(pages, repository).item(item.number);
}
