import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Signed } from "./payloads.js";

/** How a server bore a load. */
export interface Borne {
  requests: number;
  /** Answers that were no 202, and requests without an answer. */
  failures: number;
  seconds: number;
  /** Of every request, in milliseconds. */
  latencies: number[];
}

export interface LoadWish {
  url: string;
  payloads: Signed[];
  /** Requests under way at any time, each on an own kept connection. */
  concurrency: number;
  /** Ends after this time, or after this many requests. */
  forMs?: number;
  count?: number;
}

/** Sends deliveries as fast as they are answered. Every one has a delivery id of its own. */
export async function load(wish: LoadWish): Promise<Borne> {
  const agent = new Agent({ keepAlive: true, maxSockets: wish.concurrency });
  const borne: Borne = { requests: 0, failures: 0, seconds: 0, latencies: [] };
  const begun = performance.now();
  const end = begun + (wish.forMs ?? Number.POSITIVE_INFINITY);
  let left = wish.count ?? Number.POSITIVE_INFINITY;
  const lane = async () => {
    while (left > 0 && performance.now() < end) {
      left -= 1;
      await one(wish, agent, borne);
    }
  };
  await Promise.all(Array.from({ length: wish.concurrency }, lane));
  borne.seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return borne;
}

async function one(wish: LoadWish, agent: Agent, borne: Borne): Promise<void> {
  const payload = wish.payloads[borne.requests % wish.payloads.length];
  if (!payload) throw new Error("Nothing to send");
  borne.requests += 1;
  const begun = performance.now();
  const status = await send(wish.url, agent, payload);
  borne.latencies.push(performance.now() - begun);
  if (status !== 202 && status !== 200) borne.failures += 1;
}

/** Returns the answer's status; 0 when there was none. */
function send(url: string, agent: Agent, { body, headers }: Signed): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", agent, headers: { ...headers, "x-github-delivery": randomUUID() } }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
      answer.once("error", () => resolve(0));
    });
    sent.once("error", () => resolve(0));
    sent.end(body);
  });
}
