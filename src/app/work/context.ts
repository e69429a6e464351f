import { judgedRules } from "../judge/judged-rules.js";
import type { Logger } from "pino";
import type { Hub } from "../../github/hub.js";
import type { PolicyReadiness } from "../../github/last-good.js";
import type { TakenLogins } from "../../github/taken-logins.js";
import { noteLabels } from "../../github/labels.js";
import type { Makers } from "../../core/pulls/makers.js";
import { pullMakers, type MadePull } from "../../github/pull-makers.js";
import { createReader } from "../../github/reader.js";
import { createWriter } from "../../github/writer.js";
import { policyLabels } from "../../core/handoff/item-labels.js";
import type { Policy } from "../../core/policy/types.js";
import type { Write } from "../../core/facts/writes.js";
import type { Store } from "../../store/store.js";
import type { Client } from "../../github/client.js";
import type { Breaker } from "./breaker.js";
import type { Meter } from "../../telemetry/meter.js";
import type { PolicyRead, Reader, WorkKey, Writer } from "../../core/ports.js";
import type { Freshness } from "./freshness.js";
import type { RepositoryJudge } from "../judge/judge.js";
import type { Judge } from "../judge/pool.js";
import { readRepository } from "./repository.js";

/** What every run shares. */
export interface AppContext {
  hub: Hub;
  store: Store;
  judge: Judge;
  readiness: PolicyReadiness;
  /** Left out when nobody is told. */
  taken?: TakenLogins;
  log: Pick<Logger, "info" | "warn" | "error" | "debug">;
  app: { id: number; slug: string };
  /** Where GitHub's own pages are. */
  web: string;
  /** Where Baton's own are; null: there are none. */
  pages: string | null;
  /** Signs markers and one-time codes. */
  secret: string;
  writes: { enabled: boolean };
  breaker: Breaker;
  /** Left out when nobody counts. */
  meter?: Meter;
  freshness: Freshness;
  now(): number;
}

/** GitHub as one repository's runs see it. */
export interface RepositoryAccess {
  client: Client;
  reader: Reader;
  /** Everything that reads or judges what people wrote goes through it. */
  judge: RepositoryJudge;
  writer(policy: Policy, onWritten?: (write: Write) => void): Writer;
  /** A writer that may touch no label at all: for check runs and deployments. */
  checks(): Writer;
  /** Reads and notes which labels the repository has; null when they are too many to be listed. */
  noteLabels(): Promise<string[] | null>;
  /** Who made a pull request. */
  makers(item: MadePull): Promise<Makers>;
  /** The repository without any item; null when it is gone. */
  repository(): Promise<PolicyRead | null>;
}

/** Connects to the repository of a work key through its installation. */
export async function accessTo(context: AppContext, key: WorkKey): Promise<RepositoryAccess> {
  const { client, caches } = await context.hub.connect(key.installationId);
  const repository = { owner: key.owner, name: key.name, nodeId: key.repositoryId === "" ? null : key.repositoryId };
  const lastGood = {
    load: (id: string) => context.store.loadPolicy(id),
    save: (id: string, good: Parameters<Store["savePolicy"]>[1]) => context.store.savePolicy(id, good, context.now()),
  };
  const judge: RepositoryJudge = (job, input) => context.judge(key.repositoryId, job, input);
  const reader = createReader({
    client,
    caches,
    repository,
    slug: context.app.slug,
    rules: judgedRules(judge),
    lastGood,
    readiness: context.readiness,
    pins: { load: (id) => context.store.loadPins(id), save: (id, pins) => context.store.savePins(id, pins) },
    ...(context.taken && { taken: context.taken }),
    now: context.now,
  });
  const admit = (_number: number, write: Write) => context.breaker.admit(key.repositoryId, write);
  const writerFor = (labels: string[], onWritten?: (write: Write) => void) =>
    createWriter({ client, caches, repository, labels, enabled: () => context.writes.enabled, admit, onWritten });
  return {
    client,
    reader,
    judge,
    writer: (policy, onWritten) => writerFor(policyLabels(policy), onWritten),
    checks: () => writerFor([]),
    makers: (item) => pullMakers({ client, cache: caches.makers, repositoryId: key.repositoryId }, key, item, context.now()),
    noteLabels: () => noteLabels(client, caches, key),
    repository: () => readRepository({ client, caches }, repository),
  };
}
