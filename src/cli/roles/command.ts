import { existsSync, statSync } from "node:fs";
import { lstat, readFile, writeFile } from "node:fs/promises";
import { Option, type Command } from "commander";
import { didYouMean } from "../../core/policy/complaints.js";
import type { Policy } from "../../core/policy/types.js";
import { roleMapOf, type MappedRole, type RoleMap } from "../../render/roles/map.js";
import { rolesBackstage, rolesOdps } from "../../render/roles/descriptors.js";
import { rolesMarkdown } from "../../render/roles/markdown.js";
import { rolesMermaid } from "../../render/roles/mermaid.js";
import { rolePageMarkdown, rolePageText } from "../../render/roles/page.js";
import { rolesSvg } from "../../render/roles/svg.js";
import { rolesText } from "../../render/roles/text.js";
import { answering, strict, WrongCall } from "../common/call.js";
import { examples } from "../common/examples.js";
import { readPolicyIn } from "../common/own-policy.js";
import { plain, TERMINAL, type Output } from "../common/with-store.js";
import { paintFor } from "../common/paint.js";
import { withBlock } from "./block.js";
import { judgeDocuments, type DocumentsWorld } from "./documents.js";

const FORMATS = ["text", "json", "markdown", "mermaid", "svg", "backstage", "odps"] as const;
type Format = (typeof FORMATS)[number];
/** So many roles without a file are named. */
const MOST_NAMED = 20;

/** What `baton roles` takes. */
export interface RolesOptions {
  dir?: string;
  format?: Format;
  /** A Markdown file that is kept up to date between markers. */
  write?: string;
  /** Judge published documents. */
  documents?: boolean;
  /** Only say whether that file is up to date. */
  check?: boolean;
}

/** Adds `baton roles [role]`. */
export function addRolesCommand(program: Command): void {
  strict(program.command("roles [role]"))
    .description("show which role takes part in which stage and what flows between roles, or one role on a page")
    .option("--dir <folder>", "the repository's folder", ".")
    .addOption(new Option("--format <format>", "how").choices(FORMATS))
    .option("--write <file>", "keep a block of a Markdown file up to date, between markers")
    .option("--documents", "hold what roles publish against what makes it usable by others; exit 1 where it is missing or unfit")
    .option("--check", "with --write: write nothing, and end with 1 when the block is out of date")
    .addHelpText("after", examples("baton roles", "baton roles pm --format markdown", "baton roles --write README.md --check"))
    .action(async (role: string | undefined, options: RolesOptions) => {
      process.exitCode = await roles(role, options, {
        output: TERMINAL,
        paint: paintFor(process.stdout, process.env),
        now: Date.now(),
        ...(process.stdout.columns && { width: process.stdout.columns }),
      });
    });
}

/** Shows the roles of a repository's policy. Takes a role's id or none, what was asked and where to write; returns the exit code. */
export async function roles(
  role: string | undefined,
  options: RolesOptions,
  world: DocumentsWorld & { /** Of a line; left out where nothing says. */ width?: number },
): Promise<number> {
  const { output } = world;
  const folder = options.dir ?? ".";
  return await answering(output, async () => {
    if (role !== undefined && /[\\/]|^\.+$/.test(role)) throw folderAsRole(role);
    const policy = await readPolicyIn(folder);
    const map = roleMapOf(policy);
    const unmapped = unmappedIn(policy, map);
    if (map.roles.length === 0)
      throw role !== undefined && isFolder(role)
        ? folderAsRole(role)
        : new WrongCall(
            "no role has a file under contracts/roles/ yet: `baton init --engagement pm=discover:lead` writes one with a contract, and the guide to roles that comes with Baton shows one whole",
          );
    if (options.documents) return await judgeDocuments(policy, folder, world);
    if (options.check && options.write === undefined) throw new WrongCall("--check goes with --write FILE");
    if (options.write !== undefined)
      return await keepUp(
        options.write,
        role === undefined ? blockOf(map, options.format) : onPage(map, role, "markdown", unmapped),
        options,
        output,
      );
    const format = options.format ?? "text";
    output.out(role === undefined ? ALL[format](map, world.width) : onPage(map, role, format, unmapped));
    if (role === undefined && format === "text" && unmapped.length > 0) output.out(`\n${withoutFile(unmapped)}\n`);
    return 0;
  });
}

const ALL: Record<Format, (map: RoleMap, width?: number) => string> = {
  text: rolesText,
  json: (map) => json(map),
  markdown: (map) => rolesMarkdown(map),
  mermaid: (map) => rolesMermaid(map),
  svg: (map) => rolesSvg(map),
  backstage: (map) => rolesBackstage(map),
  odps: (map) => rolesOdps(map),
};

const PAGE: Partial<Record<Format, (role: MappedRole, map: RoleMap) => string>> = {
  text: rolePageText,
  json: (role) => json(role),
  markdown: rolePageMarkdown,
};

/** Roles that the policy defines or names, and no file describes. */
function unmappedIn(policy: Policy, map: RoleMap): string[] {
  const described = new Set(map.roles.map(({ system }) => system.id));
  return Object.keys(policy.roles).filter((id) => !described.has(id));
}

function withoutFile(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_NAMED).map((id) => plain(id));
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : "";
  return `${shown.join(", ")}${more}: no file under contracts/roles/ yet.`;
}

function onPage(map: RoleMap, name: string, format: Format, unmapped: readonly string[]): string {
  const ids = map.roles.map(({ system }) => system.id);
  const role = map.roles.find(({ system }) => system.id === name);
  if (unmapped.includes(name)) throw new WrongCall(`${name} has no file under contracts/roles/ yet. With one: ${ids.join(", ")}.`);
  if (!role && isFolder(name)) throw folderAsRole(name);
  if (!role) throw new WrongCall(`there is no role ${name}. ${didYouMean(name, ids) ?? `Known: ${ids.join(", ")}.`}`);
  const write = PAGE[format];
  if (!write) throw new WrongCall(`one role is shown as ${Object.keys(PAGE).join(", ")}`);
  return write(role, map);
}

/** A folder stands where a role is asked for. */
function folderAsRole(name: string): WrongCall {
  return new WrongCall(`there is no role ${name}; a folder is named by --dir: \`baton roles --dir ${name}\``);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** A picture stands in a Markdown file as Mermaid's; everything else as tables. */
function blockOf(map: RoleMap, format: Format = "markdown"): string {
  if (format === "markdown") return rolesMarkdown(map);
  if (format === "mermaid") return `\`\`\`mermaid\n${rolesMermaid(map)}\`\`\`\n`;
  throw new WrongCall("--write takes --format markdown or mermaid");
}

async function keepUp(file: string, content: string, { check }: RolesOptions, { out, err }: Output): Promise<number> {
  const before = await textOf(file);
  const after = withBlock(before, content);
  if (check && before !== after) {
    err(`baton roles: ${plain(file)} is out of date; \`baton roles --write ${plain(file)}\` writes it anew\n`);
    return 1;
  }
  if (before !== after) await written(file, after);
  out(before === after ? `${plain(file)} is up to date\n` : `Wrote ${plain(file)}\n`);
  return 0;
}

// A repository may point a link at any file of whoever keeps its block up to date.
async function textOf(file: string): Promise<string> {
  try {
    if ((await lstat(file)).isSymbolicLink()) throw new WrongCall(`${file} is a symbolic link; name the file that it leads to`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    if (error instanceof WrongCall) throw error;
    throw new WrongCall(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function written(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new WrongCall(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
