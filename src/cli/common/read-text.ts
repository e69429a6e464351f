import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { WrongCall } from "./call.js";

/** Largest text that a command reads, in bytes. */
export const LARGEST = 1024 * 1024;

/** Takes a path, or `-` for standard input; returns its text without a byte order mark. Throws a WrongCall when there is no such text. */
export async function readText(path: string, stdin: NodeJS.ReadableStream = process.stdin): Promise<string> {
  if (path === "-") return decode(await collect(stdin), "standard input");
  const found = await lookAt(path);
  if (found === "missing") throw new WrongCall(`${path}: there is no such file`);
  if (found === "folder") throw new WrongCall(`${path} is a folder; a file is needed`);
  try {
    return decode(await collect(createReadStream(path, { end: LARGEST })), path);
  } catch (error) {
    if (error instanceof WrongCall) throw error;
    throw new WrongCall(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function lookAt(path: string): Promise<"missing" | "folder" | "file"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return "missing";
  }
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > LARGEST) break;
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, name: string): string {
  if (bytes.length > LARGEST) throw new WrongCall(`${name} is larger than ${LARGEST / 1024} KB`);
  const text = decodeUtf8(bytes);
  if (text === null) throw new WrongCall(`${name} is not valid UTF-8 text`);
  return text;
}

/** Takes bytes; returns them as text without a byte order mark, or null when they are no UTF-8. */
export function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
