import { settingLine } from "../app/settings/problem.js";
import { ledgerKey } from "../app/serve/ledger-key.js";
import type { LedgerKey } from "../app/settings/own-store.js";
import { readPrivateKey } from "../app/settings/private-key.js";

/** The keys that a ledger may have been made with, or what is wrong with one of them. */
export type Keys = { ok: true; keys: LedgerKey[] } | { ok: false; line: string };

/** Takes the environment and files with earlier private keys of the App; returns the ledger's keys: none where no private key is at hand. */
export function ledgerKeys(env: NodeJS.ProcessEnv, files: readonly string[]): Keys {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));
  const own = given["PRIVATE_KEY"] !== undefined || given["PRIVATE_KEY_PATH"] !== undefined ? [readPrivateKey(given)] : [];
  const read = [...own, ...files.map(fromFile)];
  const bad = read.find((one) => !one.ok);
  if (bad && !bad.ok) return { ok: false, line: settingLine(bad.problem) };
  return { ok: true, keys: read.flatMap((one) => (one.ok ? [ledgerKey(one.pem)] : [])) };
}

function fromFile(file: string): ReturnType<typeof readPrivateKey> {
  const read = readPrivateKey({ PRIVATE_KEY_PATH: file });
  return read.ok ? read : { ok: false, problem: { ...read.problem, variable: "--key" } };
}
