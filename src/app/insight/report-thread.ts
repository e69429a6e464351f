/** Runs in a thread of its own: makes one report over a connection of its own, tells it and ends. */
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { reportHtml } from "../../render/insight/html.js";
import { openStore } from "../../store/store.js";
import type { MadeReport } from "../../web/pages/page.js";
import { repositoryReport } from "./repository-report.js";
import type { ReportOrder } from "./report-order.js";

const { place, repositories, days, now } = workerData as ReportOrder;
const [only, ...others] = repositories;
const store = await openStore(place);
try {
  const report = await repositoryReport(store, repositories, { ...days, now });
  const made: MadeReport = { json: JSON.stringify(report), html: reportHtml(report, itemPath) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  (parentPort as MessagePort).postMessage(made);
} finally {
  await store.close();
}

/** The item's page. The ledger knows a repository by the name it had. */
function itemPath({ repository, number }: { repository: string; number: number }): string {
  const name = only && others.length === 0 ? `${only.owner}/${only.name}` : repository;
  return `/${name.split("/").map(encodeURIComponent).join("/")}/${number}`;
}
