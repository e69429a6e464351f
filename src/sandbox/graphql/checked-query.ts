import { NoDeprecatedCustomRule, parse, specifiedRules, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from "graphql";

/** A query as GitHub's schema judges it: a document, or what is wrong. */
interface CheckedQuery {
  document: DocumentNode | null;
  errors: readonly GraphQLError[];
}

const MOST_KEPT = 200;
/** Programs ask the same few queries again and again, and judging one costs more than answering it. */
const kept = new Map<string, CheckedQuery>();

/** Takes the schema, a query's text and whether deprecated fields are refused; returns its document, or null with the errors. */
export function checkedQuery(schema: GraphQLSchema, query: string, strict: boolean): CheckedQuery {
  const key = `${strict}\n${query}`;
  const known = kept.get(key);
  if (known) return known;
  const fresh = check(schema, query, strict);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, fresh);
  return fresh;
}

function check(schema: GraphQLSchema, query: string, strict: boolean): CheckedQuery {
  try {
    const document = parse(query);
    // A field that is deprecated today is gone one day.
    const errors = validate(schema, document, strict ? [...specifiedRules, NoDeprecatedCustomRule] : specifiedRules);
    return errors.length > 0 ? { document: null, errors } : { document, errors };
  } catch (error) {
    return { document: null, errors: [error as GraphQLError] };
  }
}
