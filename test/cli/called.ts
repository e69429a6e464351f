import { vi } from "vitest";
import { createProgram } from "../../src/cli/program.js";

/** Calls `baton` as a shell would, but in this process; returns its exit code and what it wrote. */
export async function called(words: string[], folder = process.cwd()): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const before = { folder: process.cwd(), code: process.exitCode };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean((said.out += String(text)))),
    vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean((said.err += String(text)))),
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Exit(Number(code ?? 0));
    }),
  ];
  process.chdir(folder);
  process.exitCode = undefined;
  try {
    await (await createProgram(words)).parseAsync(words, { from: "user" });
    return { code: exitCode(), ...said };
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return { code: error.code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before.folder);
    process.exitCode = before.code;
  }
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}

class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}
