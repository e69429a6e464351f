import { repositoryReport, type KnownRepository } from "../../app/insight/repository-report.js";
import type { Store } from "../../app/settings/own-store.js";
import { afterPatience, progressOn } from "../common/progress.js";
import type { Output } from "../common/with-store.js";
import { formatted, itemLink, type ReportFormat } from "./format.js";

/** What `baton report` takes. */
export interface ReportCall {
  repo: string | null;
  since: string | null;
  until: string | null;
  format: ReportFormat;
  now: number;
}

/** Computes the report from the store and writes it. Returns the exit code: 2 when there is no such repository. */
export async function report(
  store: Store,
  { repo, since, until, format, now }: ReportCall,
  { out, err }: Output,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const repositories = await chosen(store, repo);
  if (repositories.length === 0) {
    err(repo === null ? "baton: the store knows no repository yet.\n" : `baton: the store knows no repository ${repo}.\n`);
    return 2;
  }
  if (since !== null && until !== null && since >= until) {
    err("baton: --since has to be before --until.\n");
    return 2;
  }
  const progress = afterPatience(progressOn(process.stderr));
  const reading = (entries: number) => progress(`Reading the ledger: ${entries} entries`);
  const made = await repositoryReport(store, repositories, { since, until, now, reading });
  progress("");
  out(formatted(made, format, itemLink(env)));
  return 0;
}

/** Takes `owner/name` in any case, or null for all; returns the repositories of the store that are meant. */
export async function chosen(store: Pick<Store, "knownRepositories">, repo: string | null): Promise<KnownRepository[]> {
  const all = await store.knownRepositories();
  return repo === null ? all : all.filter(({ owner, name }) => `${owner}/${name}`.toLowerCase() === repo.toLowerCase());
}
