import type { IncomingMessage } from "node:http";

export type BodyResult = { ok: true; raw: Buffer } | { ok: false; why: "too_large" | "too_busy" | "aborted" };

/** How much the bodies of all requests under way may hold together. */
const ALL_BODIES = 64 * 1024 * 1024;

/** Makes a reader of request bodies that never holds more than `cap` bytes of one, nor `ALL_BODIES` of all. */
export function bodyReader(cap: number): (request: IncomingMessage) => Promise<BodyResult> {
  let held = 0;
  return (request) =>
    new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const end = (result: BodyResult) => {
        request.removeAllListeners("data").pause();
        held -= size;
        size = 0;
        resolve(result);
      };
      request.on("data", (chunk: Buffer) => {
        size += chunk.length;
        held += chunk.length;
        chunks.push(chunk);
        if (size > cap) end({ ok: false, why: "too_large" });
        else if (held > ALL_BODIES) end({ ok: false, why: "too_busy" });
      });
      request.once("end", () => end({ ok: true, raw: Buffer.concat(chunks) }));
      request.once("error", () => end({ ok: false, why: "aborted" }));
      request.once("close", () => end({ ok: false, why: "aborted" }));
    });
}
