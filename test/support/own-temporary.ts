import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SHOWN = 20;

/** Gives the whole run a folder of its own for temporary files. At the end nothing may be left in it: the run fails, and it is removed. */
export default function setup(): () => void {
  const before = process.env["TMPDIR"];
  const folder = mkdtempSync(join(tmpdir(), "baton-tests-"));
  // A database server may run as another user.
  chmodSync(folder, 0o755);
  process.env["TMPDIR"] = folder;
  return function teardown() {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    const shown = left.slice(0, SHOWN).join(", ");
    // Vitest only prints what is thrown here.
    process.exitCode = 1;
    throw new Error(
      `The tests left ${left.length} behind in the folder for temporary files: ${shown}. Use temporaryFolder() of test/support.`,
    );
  };
}
