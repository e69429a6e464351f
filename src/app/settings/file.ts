import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";

/** Reads a folder's `.env`, when there is one, into the environment; what is set already stays. Returns whether there was one. */
export function loadSettingsFile(folder: string): boolean {
  const file = join(folder, ".env");
  if (!existsSync(file)) return false;
  loadEnvFile(file);
  return true;
}
