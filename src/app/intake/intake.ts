import type { IncomingMessage, ServerResponse } from "node:http";
import type { Delivery, Store } from "../../store/store.js";
import type { Clock } from "../time/clock.js";
import { bodyReader } from "./body.js";
import { headersOf } from "./headers.js";
import type { Headers, Refusal } from "./headers.js";
import { isSigned } from "./signature.js";
import type { Logger } from "../../telemetry/log.js";
import type { WorkKey } from "../../core/ports.js";
import type { ReadKey } from "../../core/facts/read-keys.js";

export const WEBHOOK_PATH = "/api/github/webhooks";
export const BODY_CAP = 5 * 1024 * 1024;

export interface IntakeParts {
  secrets: string[];
  store: Pick<Store, "acceptDelivery">;
  /** Which work an event asks for; empty for events nobody needs. */
  workFor: (event: string, payload: unknown) => WorkKey[];
  /** What an event changes that others may rest on. */
  namedBy?: ((event: string, payload: unknown) => ReadKey[]) | undefined;
  clock: Clock;
  log: Logger;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Makes the webhook handler: a delivery is verified, made durable, and only then answered with 202. It never answers with an error's text. */
export function intake(parts: IntakeParts): RequestHandler {
  const read = bodyReader(BODY_CAP);
  return async (request, response) => {
    const headers = headersOf(request, BODY_CAP);
    if ("status" in headers) return refuse(response, headers);
    const body = await read(request);
    if (!body.ok) return refuse(response, BODY_REFUSALS[body.why]);
    if (!isSigned(body.raw, headers.signature, parts.secrets))
      return refuse(response, { status: 401, text: "The signature does not match." });
    const answer = await accept(parts, headers, body.raw);
    if (answer.status === 202) response.writeHead(202, { "content-type": "text/plain" }).end(answer.text);
    else refuse(response, answer);
  };
}

const BODY_REFUSALS: Record<"too_large" | "too_busy" | "aborted", Refusal> = {
  too_large: { status: 413, text: "The body is larger than 5 MB." },
  too_busy: { status: 503, text: "Too much at once. Deliver again later." },
  aborted: { status: 400, text: "The body did not arrive whole." },
};

async function accept(parts: IntakeParts, headers: Headers, raw: Buffer): Promise<Refusal> {
  const payload = parseObject(raw);
  if (!payload) return { status: 400, text: "The body is no JSON object." };
  const delivery = deliveryOf(headers, payload, parts.clock.now());
  const fields = { delivery: delivery.id, event: delivery.event };
  let work: WorkKey[];
  let named: ReadKey[];
  try {
    work = parts.workFor(headers.event, payload);
    named = parts.namedBy?.(headers.event, payload) ?? [];
  } catch (error) {
    parts.log.error({ ...fields, err: error }, "A delivery could not be understood");
    return { status: 500, text: "The delivery could not be understood." };
  }
  try {
    const result = await parts.store.acceptDelivery(delivery, work, named);
    parts.log.debug({ ...fields, result, work: work.length, named: named.length }, "Delivery accepted");
    return { status: 202, text: result === "accepted" ? "Accepted." : "Accepted before." };
  } catch (error) {
    parts.log.error({ ...fields, err: error }, "A delivery could not be kept");
    return { status: 503, text: "The delivery could not be kept. Deliver again later." };
  }
}

function deliveryOf(headers: Headers, payload: Record<string, unknown>, receivedAt: number): Delivery {
  const action = payload["action"];
  const installation = payload["installation"];
  const id = typeof installation === "object" && installation !== null && "id" in installation ? installation.id : null;
  return {
    id: headers.delivery,
    event: headers.event,
    action: typeof action === "string" ? action.slice(0, 64) : null,
    installationId: Number.isSafeInteger(id) ? Number(id) : null,
    receivedAt,
  };
}

function parseObject(raw: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const LINGER_MS = 500;

/** Answers at once and hangs up: what the sender still has to say is not read. */
function refuse(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, { "content-type": "text/plain", connection: "close", ...refusal.headers });
  response.end(refusal.text, () => {
    const socket = response.req.socket;
    if (!response.req.complete) setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
}
