import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { temporaryFolder } from "./temporary.js";

/** A throw-away PostgreSQL on loopback. */
export interface Cluster {
  /** Creates an empty database; returns its URL. */
  database(): Promise<string>;
  /** Stops the server at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

interface Owner {
  uid?: number;
  gid?: number;
}

const VERSIONS = "/usr/lib/postgresql";
const IS_ROOT = process.getuid?.() === 0;

export interface ClusterWish {
  /** Commits reach the disk, as they do in earnest. */
  durable?: boolean;
  /** Fetches it from the system's packages when it is not installed. */
  install?: boolean;
}

/** Starts a cluster; returns it, or in plain words why there can be none. */
export async function startPostgres(wish: ClusterWish = {}): Promise<Cluster | string> {
  const programs = findPrograms() ?? (wish.install ? installed() : null);
  if (programs === null) return "no PostgreSQL is installed here";
  const owner: Owner | null = IS_ROOT ? accountOf("postgres") : {};
  if (owner === null) return "PostgreSQL does not run as root, and there is no user postgres";
  const folder = temporaryFolder();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
  try {
    execFileSync(
      join(programs, "initdb"),
      ["-D", join(folder, "data"), "-U", "baton", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C"],
      { ...owner, cwd: folder, stdio: "pipe" },
    );
    const cluster = new Server(programs, folder, owner, await freePort(), wish.durable ?? false);
    await cluster.start();
    return cluster;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return `PostgreSQL does not start here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

class Server implements Cluster {
  readonly #programs: string;
  readonly #folder: string;
  readonly #owner: Owner;
  readonly #port: number;
  readonly #durable: boolean;
  #process: ChildProcess | null = null;
  #databases = 0;

  constructor(programs: string, folder: string, owner: Owner, port: number, durable: boolean) {
    this.#programs = programs;
    this.#folder = folder;
    this.#owner = owner;
    this.#port = port;
    this.#durable = durable;
    process.on("exit", () => this.#process?.kill("SIGQUIT"));
  }

  async start(): Promise<void> {
    const options = [
      "-D",
      join(this.#folder, "data"),
      "-k",
      this.#folder,
      "-h",
      "127.0.0.1",
      "-p",
      String(this.#port),
      ...(this.#durable ? [] : ["-F"]),
      "-c",
      "max_connections=120",
    ];
    this.#process = spawn(join(this.#programs, "postgres"), options, { ...this.#owner, cwd: this.#folder, stdio: "ignore" });
    for (let tries = 200; ; tries -= 1) {
      try {
        return await this.#sql("select 1");
      } catch (error) {
        if (tries === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async database(): Promise<string> {
    const name = `d${++this.#databases}`;
    await this.#sql(`create database ${name} template template0`);
    return this.#url(name);
  }

  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGQUIT");
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #url(database: string): string {
    return `postgres://baton:not-needed@127.0.0.1:${this.#port}/${database}`;
  }

  async #sql(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url("postgres"), connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.query(statement);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function findPrograms(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(VERSIONS, version, "bin")), ...(process.env["PATH"] ?? "").split(":")];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** Installs PostgreSQL where that is possible without asking: as root on Debian. */
function installed(): string | null {
  if (!IS_ROOT || !existsSync("/usr/bin/apt-get")) return null;
  try {
    execFileSync("/usr/bin/apt-get", ["install", "-y", "-q", "postgresql"], {
      stdio: "pipe",
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  } catch {
    return null;
  }
  return findPrograms();
}

function accountOf(user: string): Owner | null {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }).toString());
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
