import { startSandbox } from "../../sandbox/index.js";
import { DRAFT, MENDED } from "../demo/briefs.js";
import { setScene } from "../demo/cast.js";

/** A repository on the embedded GitHub with a few open items, to try policies on without an account. */
export interface DemoRepository {
  repository: string;
  /** `127.0.0.1:PORT` */
  host: string;
  token: string;
  /** The day the items are judged on, so that their evidence is not too old one day. */
  now: number;
  close(): Promise<void>;
}

const NOW = Date.UTC(2026, 9, 20, 9);

const LONE = MENDED.replace("- Patient-level exports that are re-imported fall by 50% or more by 2027-03-31\n", "");

/** Starts the embedded GitHub with the shipped contracts and five open items. */
export async function openDemoRepository(): Promise<DemoRepository> {
  const hub = await startSandbox({ now: () => NOW });
  const repository = setScene(hub);
  const paula = hub.as("paula");
  const complete = paula.openIssue(repository, { title: "Compare outcomes between cohorts", body: MENDED, labels: ["stage: discover"] });
  hub.as("omar").comment(repository, complete, "/confirm priority");
  const lone = paula.openIssue(repository, { title: "Fewer questions by mail", body: LONE, labels: ["stage: discover"] });
  hub.as("omar").comment(repository, lone, "/confirm priority");
  paula.openIssue(repository, { title: "Export cohorts as a file", body: MENDED, labels: ["stage: discover"] });
  paula.openIssue(repository, { title: "Faster dashboards", body: DRAFT, labels: ["stage: discover"] });
  paula.openIssue(repository, { title: "Weekly summary for clients", body: MENDED, labels: ["stage: decide"] });
  return { repository, host: hub.host, token: hub.tokenFor("ana"), now: NOW, close: hub.close };
}
