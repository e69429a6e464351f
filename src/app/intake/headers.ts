import type { IncomingMessage } from "node:http";
import { isSignature } from "./signature.js";

export interface Headers {
  delivery: string;
  event: string;
  signature: string;
}

export interface Refusal {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

/** Judges a webhook by its headers alone, before any of its body is read. */
export function headersOf(request: IncomingMessage, cap: number): Headers | Refusal {
  const refusal = refusalOf(request, cap);
  if (refusal) return refusal;
  const signature = one(request, "x-hub-signature-256");
  if (!isSignature(signature)) return { status: 401, text: "A delivery must carry X-Hub-Signature-256." };
  const delivery = one(request, "x-github-delivery");
  const event = one(request, "x-github-event");
  if (!delivery || !/^[\w-]{1,64}$/.test(delivery)) return { status: 400, text: "X-GitHub-Delivery is missing or malformed." };
  if (!event || !/^[a-z][a-z0-9_]{0,63}$/.test(event)) return { status: 400, text: "X-GitHub-Event is missing or malformed." };
  return { delivery, event, signature };
}

function refusalOf(request: IncomingMessage, cap: number): Refusal | null {
  if (request.method !== "POST") return { status: 405, text: "Webhooks are sent by POST.", headers: { allow: "POST" } };
  const type = (one(request, "content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return { status: 415, text: "Set the webhook's content type to application/json." };
  if (request.headers["content-encoding"]) return { status: 415, text: "Compressed bodies are not taken." };
  if (Number(request.headers["content-length"] ?? 0) > cap) return { status: 413, text: "The body is larger than 5 MB." };
  return null;
}

function one(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
