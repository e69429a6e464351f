import { buildASTSchema, parse } from "graphql";
import type { GraphQLSchema } from "graphql";

let built: Promise<GraphQLSchema> | undefined;

/** GitHub's published schema, built at the first call and kept. */
export function githubSchema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  const { schema } = await import("@octokit/graphql-schema");
  // It is published as valid; judging 1.2 MB again would double the start.
  return buildASTSchema(parse(schema.idl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}
