import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Argument } from "commander";
import type { Command } from "commander";
import { SCHEMAS } from "../core/policy/schemas.js";
import { examples } from "./common/examples.js";
import { plain, TERMINAL, type Output } from "./common/with-store.js";

/** Adds `baton schema [kind]`. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("print the JSON Schema of a kind of file, for editors")
    .addArgument(new Argument("[kind]", "which").choices([...SCHEMAS.keys()]).default("contract"))
    .option("--write <dir>", "write the schemas of every kind into a folder instead")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .addHelpText("after", examples("baton schema contract", "baton schema --write .github/schemas"))
    .action(async (kind: string, options: { write?: string }) => {
      process.exitCode = options.write === undefined ? print(kind, TERMINAL) : await write(options.write, TERMINAL);
    });
}

/** Prints the schema of one kind of file. Returns the exit code. */
export function print(kind: string, { out }: Output): number {
  out(schemaText(kind));
  return 0;
}

/** Writes the schemas of every kind into a folder. Returns the exit code: 2 when it cannot be written. */
export async function write(folder: string, { out, err }: Output): Promise<number> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [kind, { file }] of SCHEMAS) {
      const path = join(folder, file);
      await writeFile(path, schemaText(kind));
      out(`${plain(path)}\n`);
    }
    return 0;
  } catch (error) {
    err(`baton schema: cannot write to ${plain(folder)}: ${plain(error instanceof Error ? error.message : String(error))}\n`);
    return 2;
  }
}

/** Takes a kind of file; returns its schema as a file. */
export function schemaText(kind: string): string {
  return `${JSON.stringify(SCHEMAS.get(kind)?.make(), null, 2)}\n`;
}
