/** Runs in a thread of its own: makes one report after another, each over a connection of its own, and tells how it went. */
import { parentPort, type MessagePort } from "node:worker_threads";
import { reportHtml } from "../../render/insight/html.js";
import { openStore } from "../../store/store.js";
import type { MadeReport } from "../../web/pages/page.js";
import { repositoryReport } from "./repository-report.js";
import type { ReportMessage, ReportOrder } from "./report-order.js";

const port = parentPort as MessagePort;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
const tell = (message: ReportMessage): void => port.postMessage(message);

port.on("message", (order: ReportOrder) => {
  made(order).then(
    (report) => tell({ is: "made", made: report }),
    (error: unknown) => tell({ is: "failed", error }),
  );
});

async function made({ place, repositories, days, now }: ReportOrder): Promise<MadeReport> {
  const store = await openStore(place);
  try {
    const report = await repositoryReport(store, repositories, { ...days, now });
    const [only, ...others] = repositories;
    const name = only && others.length === 0 ? `${only.owner}/${only.name}` : null;
    return { json: JSON.stringify(report), html: reportHtml(report, ({ repository, number }) => itemPath(name ?? repository, number)) };
  } finally {
    await store.close();
  }
}

/** The item's page. The ledger knows a repository by the name it had; of one alone today's is known. */
function itemPath(repository: string, number: number): string {
  return `/${repository.split("/").map(encodeURIComponent).join("/")}/${number}`;
}
