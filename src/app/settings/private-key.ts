import type { SettingProblem } from "./problem.js";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";

type KeyResult = { ok: true; pem: string } | { ok: false; problem: SettingProblem };

const NEEDED = "the App's RSA private key in PEM form, as downloaded from GitHub";

/** Reads the App's private key from `PRIVATE_KEY` (PEM, with `\n` spelled out or not, or base64) or the file of `PRIVATE_KEY_PATH`. */
export function readPrivateKey(env: Record<string, string | undefined>): KeyResult {
  const text = env["PRIVATE_KEY"];
  if (text !== undefined) return checked("PRIVATE_KEY", spelledOut(text), `${text.length} characters that are no such key`);
  const path = env["PRIVATE_KEY_PATH"];
  if (path === undefined) return problem("PRIVATE_KEY", "nothing", `${NEEDED}; or PRIVATE_KEY_PATH, the file it is in`);
  return fromFile(path);
}

function fromFile(path: string): KeyResult {
  try {
    return checked("PRIVATE_KEY_PATH", readFileSync(path, "utf8"), `${JSON.stringify(path)}, which holds no such key`);
  } catch {
    return problem("PRIVATE_KEY_PATH", `${JSON.stringify(path)}, which cannot be read`, `a readable file with ${NEEDED}`);
  }
}

function spelledOut(text: string): string {
  const plain = text.replace(/^["']|["']$/g, "").replaceAll("\\n", "\n");
  return plain.includes("-----BEGIN") ? plain : Buffer.from(plain, "base64").toString("utf8");
}

function checked(variable: string, pem: string, found: string): KeyResult {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== "rsa") return problem(variable, "a key that is not RSA", NEEDED);
    return { ok: true, pem: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    return problem(variable, found, NEEDED);
  }
}

function problem(variable: string, found: string, needed: string): KeyResult {
  return { ok: false, problem: { variable, found, needed } };
}
