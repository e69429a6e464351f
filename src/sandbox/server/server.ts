import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { answerBefore } from "../faults/answers.js";
import type { Fault, FaultKind, Faults } from "../faults/faults.js";
import { answerGraphql } from "../graphql/answer.js";
import { authenticate } from "../rest/auth.js";
import type { Caller } from "../rest/call.js";
import type { World } from "../state/world.js";
import type { Webhooks } from "../webhooks/webhooks.js";
import { conditional, jsonAnswer, readBody, send } from "./http.js";
import type { Answer } from "./http.js";
import type { RateLimits } from "./limits.js";
import type { RequestLog } from "./requests.js";
import { answerRest, failure } from "./rest.js";

/** What the server is made of. */
export interface Parts {
  world: World;
  webhooks: Webhooks;
  faults: Faults;
  requests: RequestLog;
  limits: RateLimits;
  /** Answers what is no API call. */
  pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

interface Arrived {
  method: string;
  path: string;
  isGraphql: boolean;
  body: string;
  headers: IncomingMessage["headers"];
}

/** Returns a server that is not listening yet. */
export function createHubServer(parts: Parts): Server {
  return createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, failure(error));
      else response.destroy();
    });
  });
}

async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  const isGraphql = /^\/(api\/)?graphql(\?|$)/.test(url);
  if (!isGraphql && !url.startsWith("/api/v3")) return parts.pages(request, response);
  const path = isGraphql ? "/graphql" : url.slice("/api/v3".length) || "/";
  const arrived = { method: request.method ?? "GET", path, isGraphql, body: await readBody(request), headers: request.headers };
  const fault = parts.faults.take(arrived);
  if (fault?.kind === "hang") return log(parts, arrived, null, null, 0);
  if (fault?.kind === "reset_before") return reset(parts, arrived, response);
  const early = fault && answerBefore(fault, isGraphql);
  if (early) return finish(parts, arrived, response, { answer: early, route: null, caller: null });
  return finish(parts, arrived, response, await work(parts, arrived, fault), fault);
}

interface Outcome {
  answer: Answer;
  route: string | null;
  caller: Caller | null;
}

async function work(parts: Parts, arrived: Arrived, fault: Fault | undefined): Promise<Outcome> {
  const resource = arrived.isGraphql ? "graphql" : "core";
  let caller: Caller;
  try {
    caller = authenticate(parts.world, arrived.headers.authorization);
  } catch (error) {
    return { answer: failure(error), route: null, caller: null };
  }
  if (arrived.path.startsWith("/rate_limit")) return { answer: jsonAnswer(200, parts.limits.view(caller)), route: "/rate_limit", caller };
  if (parts.limits.exhausted(caller, resource)) {
    return {
      answer: jsonAnswer(403, { message: "API rate limit exceeded" }, parts.limits.headers(caller, resource, 0)),
      route: null,
      caller,
    };
  }
  const { answer, route } = await answerApi(parts, arrived, caller, fault?.kind);
  const final = conditional(answer, arrived.method, arrived.headers["if-none-match"]);
  const limits = parts.limits.headers(caller, resource, final.status === 304 ? 0 : 1);
  return { answer: { ...final, headers: { ...limits, ...final.headers } }, route, caller };
}

async function answerApi(
  parts: Parts,
  arrived: Arrived,
  caller: Caller,
  fault?: FaultKind,
): Promise<{ answer: Answer; route: string | null }> {
  const { world, webhooks } = parts;
  if (arrived.isGraphql) return { answer: await answerGraphql(world, caller, arrived.body, fault), route: "/graphql" };
  return answerRest(world, webhooks, { method: arrived.method, path: arrived.path, body: arrived.body, caller, stale: fault === "stale" });
}

function finish(parts: Parts, arrived: Arrived, response: ServerResponse, outcome: Outcome, fault?: Fault): void {
  if (fault?.kind === "reset_after") return reset(parts, arrived, response);
  const real = {
    ...outcome.answer,
    headers: { "x-github-request-id": randomBytes(8).toString("hex"), "x-github-enterprise-version": "3.17.0", ...outcome.answer.headers },
  };
  const answer = fault?.kind === "error_after" ? jsonAnswer(502, { message: "Server Error" }) : real;
  log(parts, arrived, outcome.route, outcome.caller, answer.status);
  send(response, answer, fault?.kind === "truncated_json");
}

function reset(parts: Parts, arrived: Arrived, response: ServerResponse): void {
  log(parts, arrived, null, null, 0);
  response.destroy();
}

function log(parts: Parts, arrived: Arrived, route: string | null, caller: Caller | null, status: number): void {
  const { method, path, isGraphql } = arrived;
  const as = caller === null || caller.kind === "nobody" ? null : caller.kind === "user" ? `user:${caller.account.login}` : caller.kind;
  parts.requests.push({
    method,
    path,
    route,
    status,
    as,
    at: parts.world.now(),
    kind: isGraphql ? "graphql" : "rest",
    notModified: status === 304,
  });
}
