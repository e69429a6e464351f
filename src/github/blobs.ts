import type { Known } from "../core/basics/known.js";
import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { BoundedCache } from "../core/basics/bounded-cache.js";
import type { Client } from "./client.js";
import { shaped } from "./shapes.js";

/** A file of a repository, as its tree names it. */
export interface FileEntry {
  path: string;
  type: string;
  mode: number;
  oid: string;
  /** In bytes, where GitHub told. */
  size?: number | null;
}

/** The type of an entry whose name more than one file has. */
export const SEVERAL = "several";
const SYMLINK = 0o120000;
const SUBMODULE = 0o160000;
const blobShape = z.object({ content: z.string(), encoding: z.string(), size: z.number() });

export type BlobCache = BoundedCache<Known<string>>;

/** Reads a file's text by its object id. What is no plain UTF-8 text within the cap is an unknown that says why. */
export async function readText(
  client: Client,
  cache: BlobCache,
  repository: { owner: string; name: string; nodeId: string },
  entry: FileEntry,
  cap: number,
): Promise<Known<string>> {
  const refusal = refusalOf(entry);
  if (refusal) return unknown(refusal);
  const key = `${repository.nodeId}:${entry.oid}:${cap}`;
  const known = cache.get(key);
  if (known) return known;
  if (entry.size && entry.size > cap) return tooLarge(cap);
  const parameters = { owner: repository.owner, repo: repository.name, file_sha: entry.oid };
  const answer = await client.get("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", parameters, { cached: false });
  if (!answer) return unknown("the file is gone");
  const text = decode(shaped(blobShape, answer.data, "a file"), cap);
  cache.set(key, text, text.known ? text.value.length + 100 : 100);
  return text;
}

function refusalOf(entry: FileEntry): string | null {
  if (entry.mode === SYMLINK) return "it is a symbolic link";
  if (entry.mode === SUBMODULE || entry.type === "commit") return "it is a submodule";
  if (entry.type === SEVERAL) return "two files of the repository have this name, in different spellings";
  if (entry.type !== "blob") return "it is a folder";
  return null;
}

function decode(blob: z.infer<typeof blobShape>, cap: number): Known<string> {
  if (blob.size > cap) return tooLarge(cap);
  if (blob.encoding !== "base64" && blob.encoding !== "utf-8") return unknown(`its encoding ${blob.encoding.slice(0, 20)} is not known`);
  const bytes = Buffer.from(blob.content, blob.encoding === "base64" ? "base64" : "utf8");
  if (bytes.length !== blob.size) throw new TemporaryFault("A file came incomplete");
  return textOf(bytes);
}

function textOf(bytes: Buffer): Known<string> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return unknown("it is UTF-16, not UTF-8");
  if (bytes.includes(0)) return unknown("it is a binary file");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.startsWith("version https://git-lfs.github.com/spec/")) return unknown("it is kept in Git LFS");
    return { known: true, value: text };
  } catch {
    return unknown("it is not UTF-8 text");
  }
}

function tooLarge(cap: number): Known<never> {
  return unknown(`it is larger than ${Math.round(cap / 1024)} KB`);
}

function unknown(reason: string): Known<never> {
  return { known: false, reason };
}
