import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isTemplatePath } from "../../core/policy/template-paths.js";
import type { PolicyFile } from "../../core/policy/source-file.js";

const CONFIG = ".github/baton.yml";
const GITHUB = ".github";
const TEMPLATES = ".github/ISSUE_TEMPLATE";
const CONTRACTS = "contracts";

/** Takes a repository's folder; returns its policy files with their paths from there, sorted: configuration, contracts, issue templates. */
export async function readWorkspace(folder: string): Promise<PolicyFile[]> {
  const contracts = (await namesIn(join(folder, CONTRACTS))).filter((name) => /\.ya?ml$/.test(name));
  const templates = (await namesIn(join(folder, TEMPLATES))).map((name) => `${TEMPLATES}/${name}`);
  const pullTemplates = (await namesIn(join(folder, GITHUB))).map((name) => `${GITHUB}/${name}`);
  const paths = [CONFIG, ...contracts.map((name) => `${CONTRACTS}/${name}`), ...[...templates, ...pullTemplates].filter(isTemplatePath)];
  const files = await Promise.all(paths.map((path) => fileAt(folder, path)));
  return files.filter((file) => file !== null);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function fileAt(folder: string, path: string): Promise<PolicyFile | null> {
  try {
    return { path, text: await readFile(join(folder, path), "utf8") };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
