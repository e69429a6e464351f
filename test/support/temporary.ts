import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** Makes a folder that goes away after the test file that asked for it, whether its tests fail or not. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "baton-"));
  folders.push(folder);
  return folder;
}

/** Removes every folder that was asked for so far; `tidy.ts` does so after each test file. */
export function removeTemporary(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
}
