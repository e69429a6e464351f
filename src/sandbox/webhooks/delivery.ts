import { createHmac } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { request } from "undici";

/** One webhook delivery and what came of it. */
export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  deliveredAt: number;
  redelivery: boolean;
  durationSeconds: number;
  /** The receiver's answer; 0 when there was none. */
  statusCode: number;
  status: string;
  installationId: number | null;
  repositoryId: number | null;
  /** The bytes that are signed and sent. */
  body: string;
  requestHeaders: Record<string, string>;
  responseHeaders: Record<string, string>;
  responseBody: string;
}

const TIMEOUT_MS = 10_000;

/** Signs a body as GitHub does. */
function signature(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** Takes a delivery's identity; returns the documented headers, signature included. */
export function headersOf(delivery: Pick<Delivery, "guid" | "event" | "body">, appId: number, secret: string): Record<string, string> {
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/ba70n01",
    "x-github-delivery": delivery.guid,
    "x-github-event": delivery.event,
    "x-github-hook-id": String(appId),
    "x-github-hook-installation-target-id": String(appId),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature-256": signature(secret, delivery.body),
  };
}

/** Posts a delivery once and notes the outcome in it; like GitHub it neither retries nor throws. */
export async function post(url: string, delivery: Delivery): Promise<void> {
  const begun = Date.now();
  try {
    const answer = await request(url, {
      method: "POST",
      body: delivery.body,
      headers: delivery.requestHeaders,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    delivery.responseBody = await answer.body.text();
    delivery.responseHeaders = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    delivery.statusCode = answer.statusCode;
    delivery.status = isFine(answer.statusCode) ? "OK" : (STATUS_CODES[answer.statusCode] ?? `HTTP ${answer.statusCode}`);
  } catch (error) {
    delivery.status = error instanceof Error && error.name === "TimeoutError" ? "timed out" : "failed to connect to host";
  }
  delivery.durationSeconds = (Date.now() - begun) / 1000;
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}
