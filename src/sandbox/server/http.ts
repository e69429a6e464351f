import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer ready to be sent. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

/** Reads a request's body. Throws when it is larger than any real call. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) throw new Error("Request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Takes a status and a value; returns a JSON answer, without a body for 204. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  const body = status === 204 || value === undefined ? "" : JSON.stringify(value);
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

/** Adds an ETag to a successful read, and empties it when the caller already has that version. */
export function conditional(answer: Answer, method: string, known: string | undefined): Answer {
  if (method !== "GET" || answer.status !== 200) return answer;
  const etag = `W/"${createHash("sha256").update(answer.body).digest("hex")}"`;
  const headers = { ...answer.headers, etag, "cache-control": "private, max-age=60, s-maxage=60" };
  const has = (known ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
  return has ? { status: 304, headers, body: "" } : { ...answer, headers };
}

/** Sends an answer; with `cut` the body stops half-way while its length promises more. */
export function send(response: ServerResponse, answer: Answer, cut = false): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 304 || answer.status === 204
      ? {}
      : { "content-length": String(cut ? Math.floor(bytes.length / 2) : bytes.length) }),
  });
  response.end(cut ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes);
}
