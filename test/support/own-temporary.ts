import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SHOWN = 20;
const MEMORY = "/dev/shm";
const ROOM = 2 * 1024 ** 3;

/** Gives the whole run a folder of its own for temporary files. At the end nothing may be left in it: the run fails, and it is removed. */
export default function setup(): () => void {
  const before = process.env["TMPDIR"];
  const folder = mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), "baton-tests-"));
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

/** Whether the system has a folder in memory with room, from which programs may be started: waiting for the disk is most of what a small commit takes. */
function hasMemory(): boolean {
  try {
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .find((line) => line.split(" ")[1] === MEMORY);
    const { bavail, bsize } = statfsSync(MEMORY);
    return mount !== undefined && !mount.includes("noexec") && bavail * bsize > ROOM;
  } catch {
    return false;
  }
}
