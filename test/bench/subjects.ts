import { generateKeyPairSync } from "node:crypto";
import { rmSync } from "node:fs";
import { startPostgres } from "../support/postgres.js";
import { startChild, type Child } from "./child.js";
import { temporaryFolder } from "../support/temporary.js";

/** The webhook secret of every server that is measured. */
export const SECRET = "a secret of the bench, long enough";

/** A server to measure, and how to be rid of it and of its data. */
export interface Subject {
  name: string;
  child: Child;
  remove(): Promise<void>;
}

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const APP = {
  APP_ID: "1",
  PRIVATE_KEY: KEY,
  WEBHOOK_SECRET: SECRET,
  HOST: "127.0.0.1",
  PORT: "0",
  GHE_HOST: "127.0.0.1:9",
  GHE_PROTOCOL: "http",
};

/** Starts a bare Probot. */
export async function probotSubject(): Promise<Subject> {
  const child = await startChild({ ...APP, BENCH_SERVER: "probot" });
  return { name: "bare Probot, keeps nothing", child, remove: () => child.stop() };
}

/** Starts Baton's intake on an embedded database in a new folder. */
export async function embeddedSubject(): Promise<Subject> {
  const folder = temporaryFolder();
  const child = await startChild({ ...APP, BATON_DATA: folder });
  return {
    name: "Baton, embedded SQLite",
    child,
    async remove() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts Baton's intake on PostgreSQL: the one of `DATABASE_URL`, or a new one. Returns why in words when there is none. */
export async function postgresSubject(): Promise<Subject | string> {
  const given = process.env["DATABASE_URL"];
  if (given) return await onPostgres(given, async () => undefined);
  const cluster = await startPostgres({ durable: true, install: false });
  if (typeof cluster === "string") return cluster;
  return await onPostgres(await cluster.database(), () => cluster.remove());
}

async function onPostgres(url: string, remove: () => Promise<void>): Promise<Subject> {
  const child = await startChild({ ...APP, DATABASE_URL: url });
  return {
    name: "Baton, PostgreSQL",
    child,
    async remove() {
      await child.stop();
      await remove();
    },
  };
}
