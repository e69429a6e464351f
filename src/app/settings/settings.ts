import type { SettingProblem } from "./problem.js";
import { z } from "zod";
import { isPostgresUrl, passwordsIn, roleProblem } from "./database.js";
import type { Role } from "./database.js";
import type { Proxies } from "../../github/proxy.js";
import { PAGE_VARIABLES, readPageSettings, type PageSettings } from "./pages.js";
import { readPrivateKey } from "./private-key.js";
import { passwordsOf, readProxies } from "./proxies.js";

export type { Role } from "./database.js";

/** How this process was told to run. */
export interface Settings {
  appId: number;
  /** PEM, PKCS#8. */
  privateKey: string;
  /** The current secret first, then the previous one during a rotation. */
  webhookSecrets: string[];
  host: string;
  port: number;
  /** REST root, without a slash at the end. */
  baseUrl: string;
  logLevel: string;
  /** Of the embedded database, which is used when there is no `databaseUrl`. */
  dataFolder: string;
  /** Of a PostgreSQL. */
  databaseUrl: string | null;
  role: Role;
  /** Opens `/admin`; null: there is none. */
  adminToken: string | null;
  /** Per installation; 0 is unpaced. */
  writesPerSecond: number;
  writes: boolean;
  /** How people sign in to the pages; null: there are none. */
  pages: PageSettings | null;
  /** Processor time that one judgement may take. */
  judgeMs: number;
  /** Through which GitHub is asked; null: directly. */
  proxies: Proxies | null;
}

export type SettingsResult = { ok: true; settings: Settings; warnings: string[] } | { ok: false; problems: SettingProblem[] };

type Env = Record<string, string | undefined>;

const GITHUB_API = "https://api.github.com";
const SECRET_LENGTH = 20;
const SECRET_NEEDED = `at least ${SECRET_LENGTH} characters, the same as the App's webhook secret on GitHub`;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:]{2,45}\])(?::\d{1,5})?$/;
const ADMIN_NEEDED = `at least ${SECRET_LENGTH} characters without spaces`;
const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const secret = z.string({ error: SECRET_NEEDED }).min(SECRET_LENGTH, SECRET_NEEDED);

const Variables = z.object({
  APP_ID: z
    .string({ error: appIdNeeded })
    .regex(/^[1-9]\d{0,14}$/, appIdNeeded())
    .transform(Number),
  WEBHOOK_SECRET: secret,
  WEBHOOK_SECRET_PREVIOUS: secret.optional(),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, "a host name or address to listen on")
    .default("127.0.0.1"),
  PORT: number("a port number from 0 to 65535", (value) => Number.isInteger(value) && value <= 65_535, "3000"),
  GHE_HOST: z.string().regex(HOST, "a host name with an optional port, without https:// and without a path").optional(),
  GHE_PROTOCOL: z.enum(["https", "http"], { error: "https or http" }).default("https"),
  LOG_LEVEL: z.enum(LEVELS, { error: `one of ${LEVELS.join(", ")}` }).default("info"),
  BATON_DATA: z.string().max(4_096, "a folder's path").default("./data"),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "postgres://USER:PASSWORD@HOST:PORT/DATABASE, or nothing for the embedded database")
    .optional(),
  BATON_ROLE: z.enum(["all", "web", "worker"], { error: "all, web or worker" }).default("all"),
  BATON_ADMIN_TOKEN: z
    .string()
    .regex(new RegExp(`^\\S{${SECRET_LENGTH},}$`), ADMIN_NEEDED)
    .optional(),
  BATON_WRITES_PER_SECOND: number("a number from 0 (unpaced) to 100", (value) => value <= 100, "1"),
  BATON_WRITES: z.enum(["on", "off"], { error: "on or off" }).default("on"),
  ...PAGE_VARIABLES,
  BATON_JUDGE_MS: number("milliseconds from 100 to 60000", (value) => value >= 100 && value <= 60_000, "2000"),
});

const SECRETS = new Set([
  "WEBHOOK_SECRET",
  "WEBHOOK_SECRET_PREVIOUS",
  "PRIVATE_KEY",
  "DATABASE_URL",
  "BATON_ADMIN_TOKEN",
  "GITHUB_CLIENT_SECRET",
]);

/** Reads the settings. Takes the environment; returns them, or everything that is wrong with them at once. */
export function readSettings(env: Env): SettingsResult {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));
  const parsed = Variables.safeParse(given);
  const key = readPrivateKey(given);
  const { proxies, problems: ofProxies } = readProxies(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => problemOf(issue, given)),
    ...(key.ok ? [] : [key.problem]),
    ...ofProxies,
  ];
  if (parsed.success) for (const problem of together(parsed.data)) problems.push(problem);
  if (!parsed.success || !key.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: { ...settingsOf(parsed.data, key.pem), proxies }, warnings: warningsOf(given) };
}

/** What is wrong with settings that depend on each other. */
function together(read: z.infer<typeof Variables>): SettingProblem[] {
  return [...roleProblem(read.BATON_ROLE, read.DATABASE_URL), ...readPageSettings(read).problems];
}

/** The values that no log line may hold. */
export function secretsOf(settings: Settings): string[] {
  const { webhookSecrets, adminToken, databaseUrl, pages, proxies } = settings;
  const others = [adminToken, pages?.clientSecret ?? null].filter((one) => one !== null);
  return [...webhookSecrets, ...others, ...passwordsIn(databaseUrl), ...passwordsOf(proxies)];
}

/** Where the pages of the settings' GitHub are. */
export function githubPages({ baseUrl }: Pick<Settings, "baseUrl">): string {
  return baseUrl === GITHUB_API ? "https://github.com" : new URL(baseUrl).origin;
}

/** Where the settings keep the store. */
export function storeOf(settings: Pick<Settings, "databaseUrl" | "dataFolder">): { url: string } | { folder: string } {
  return settings.databaseUrl ? { url: settings.databaseUrl } : { folder: settings.dataFolder };
}

function settingsOf(read: z.infer<typeof Variables>, privateKey: string): Omit<Settings, "proxies"> {
  return {
    appId: read.APP_ID,
    privateKey,
    webhookSecrets: [read.WEBHOOK_SECRET, ...(read.WEBHOOK_SECRET_PREVIOUS ? [read.WEBHOOK_SECRET_PREVIOUS] : [])],
    host: read.HOST,
    port: read.PORT,
    baseUrl: read.GHE_HOST ? `${read.GHE_PROTOCOL}://${read.GHE_HOST}/api/v3` : GITHUB_API,
    logLevel: read.LOG_LEVEL,
    dataFolder: read.BATON_DATA,
    databaseUrl: read.DATABASE_URL ?? null,
    role: read.BATON_ROLE,
    adminToken: read.BATON_ADMIN_TOKEN ?? null,
    writesPerSecond: read.BATON_WRITES_PER_SECOND,
    writes: read.BATON_WRITES === "on",
    pages: readPageSettings(read).pages,
    judgeMs: read.BATON_JUDGE_MS,
  };
}

function warningsOf(given: Env): string[] {
  return given["REDIS_URL"] ? ["REDIS_URL is set and not used: Baton needs no Redis"] : [];
}

function problemOf(issue: z.core.$ZodIssue, given: Env): SettingProblem {
  const variable = String(issue.path[0]);
  return { variable, found: foundIn(variable, given[variable]), needed: issue.message };
}

function foundIn(variable: string, value: string | undefined): string {
  if (value === undefined) return "nothing";
  if (SECRETS.has(variable)) return `${value.length} characters`;
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

function appIdNeeded(): string {
  return "the App's numeric id, shown on its settings page on GitHub";
}

function number(needed: string, accepts: (value: number) => boolean, otherwise: string) {
  return z
    .string()
    .default(otherwise)
    .refine((text) => /^\d{1,6}(?:\.\d{1,3})?$/.test(text) && accepts(Number(text)), needed)
    .transform(Number);
}
