import { isAbsolute, resolve } from "node:path";
import { FolderInUse } from "../../store/owner.js";
import { noAnswerIn } from "../../github/unreachable.js";
import type { Settings } from "../settings/settings.js";

/** Why a start failed, in one line, and for how long it is worth trying again. */
export interface Trouble {
  reason: string;
  patienceMs: number;
}

type Place = Pick<Settings, "databaseUrl" | "dataFolder">;

const MINUTE = 60_000;
/** After a boot of the machine, or while a standby takes over. */
const DATABASE_PATIENCE_MS = 5 * MINUTE;
/** A process that stops in order holds its port that long. */
const PORT_PATIENCE_MS = 20_000;
const ADDRESS_PATIENCE_MS = MINUTE;
/** Starting up or going down, too many connections, connection lost. */
const BUSY_SERVER = /^(?:57P0[1-5]|53300|08\w{3})$/;

/** Takes what opening the store threw, and where it was to be; returns what to make of it. */
export function storeTrouble(error: unknown, place: Place): Trouble {
  if (error instanceof FolderInUse)
    return atOnce(
      `BATON_DATA: ${error.message}. Stop that process, give this one a folder of its own, or share a PostgreSQL (DATABASE_URL)`,
    );
  return place.databaseUrl === null ? folderTrouble(error, place.dataFolder) : databaseTrouble(error);
}

/** Takes what listening threw, and where; returns what to make of it. */
export function portTrouble(error: unknown, { host, port }: Pick<Settings, "host" | "port">): Trouble {
  const code = codeOf(error);
  if (code === "EADDRINUSE") return { reason: `PORT: ${port} on ${host} is in use by another process`, patienceMs: PORT_PATIENCE_MS };
  if (code === "EACCES") return atOnce(`PORT: ${port} may not be listened on by this user`);
  const isAddress = code === "EADDRNOTAVAIL" || /^(?:ENOTFOUND|EAI_)/.test(code);
  return { reason: `HOST: ${host} is no address of this machine (${code})`, patienceMs: isAddress ? ADDRESS_PATIENCE_MS : 0 };
}

function databaseTrouble(error: unknown): Trouble {
  const silence = noAnswerIn(error);
  const code = codeOf(error);
  const isAway = BUSY_SERVER.test(code) || (silence !== null && !isAnswer(error)) || /timeout|terminated/i.test(messageOf(error));
  if (isAway)
    return { reason: `DATABASE_URL: PostgreSQL cannot be reached (${code || messageOf(error)})`, patienceMs: DATABASE_PATIENCE_MS };
  return atOnce(`DATABASE_URL: PostgreSQL refuses: ${messageOf(error)}`);
}

/** PostgreSQL's own codes have five characters. */
function isAnswer(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(codeOf(error)) && "severity" in (error as object);
}

function folderTrouble(error: unknown, folder: string): Trouble {
  const where = isAbsolute(folder) ? folder : `${folder} (${resolve(folder)})`;
  return atOnce(
    `BATON_DATA: the folder ${where} cannot be used: ${messageOf(error)}. It must exist or be made, be writable, and have room`,
  );
}

/** Repeating will not help within this process; whoever starts processes may try again. */
function atOnce(reason: string): Trouble {
  return { reason, patienceMs: 0 };
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || codeOf(error) : String(error);
  return text.replace(/\s+/g, " ").slice(0, 300);
}
