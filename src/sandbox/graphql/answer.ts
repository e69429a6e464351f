import { execute, getOperationAST, OperationTypeNode } from "graphql";
import type { ExecutionResult, GraphQLError } from "graphql";
import { jsonAnswer } from "../server/http.js";
import type { Answer } from "../server/http.js";
import type { FaultKind } from "../faults/faults.js";
import type { Caller } from "../rest/call.js";
import type { World } from "../state/world.js";
import type { Context } from "./context.js";
import { GithubError } from "./context.js";
import { checkedQuery } from "./checked-query.js";
import { queryRoot } from "./query.js";
import { githubSchema } from "./schema.js";

interface Request {
  query?: unknown;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Answers a GraphQL call: judged by GitHub's schema, then executed on the state. */
export async function answerGraphql(world: World, caller: Caller, body: string, fault?: FaultKind): Promise<Answer> {
  if (caller.kind !== "installation" && caller.kind !== "user") {
    return jsonAnswer(caller.kind === "app" ? 403 : 401, { message: "This endpoint requires you to be authenticated." });
  }
  const request = read(body);
  if (typeof request?.query !== "string") return jsonAnswer(400, { message: "Problems parsing JSON" });
  const schema = await githubSchema();
  const { document, errors } = checkedQuery(schema, request.query, world.strict);
  if (!document) return jsonAnswer(200, { errors: errors.map(shown) });
  if (getOperationAST(document, request.operationName)?.operation !== OperationTypeNode.QUERY) {
    return jsonAnswer(200, { data: null, errors: [{ type: "FORBIDDEN", message: "Only queries are served here" }] });
  }
  const context: Context = { world, caller, viewer: caller.account, stale: fault === "stale", unlisted: fault === "unlisted" };
  const result = await execute({
    schema,
    document,
    rootValue: queryRoot(context),
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
  });
  return jsonAnswer(200, answerOf(result));
}

function read(body: string): Request | undefined {
  try {
    return JSON.parse(body) as Request;
  } catch {
    return undefined;
  }
}

function answerOf(result: ExecutionResult): Record<string, unknown> {
  if (!result.errors) return { data: result.data };
  return { data: result.data, errors: result.errors.map(shown) };
}

function shown(error: GraphQLError): Record<string, unknown> {
  const cause = error.originalError ?? error;
  const type = cause instanceof GithubError ? { type: cause.type } : {};
  return { ...type, path: error.path, locations: error.locations, message: error.message };
}
