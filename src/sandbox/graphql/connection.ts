import type { GraphQLResolveInfo } from "graphql";
import { GithubError } from "./context.js";
import type { Context } from "./context.js";

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

const MAX_PAGE = 100;

/** Turns a list and a mapper into a connection's resolver: pages both ways, GitHub's bounds enforced. */
export function connection<T, A extends PageArgs>(list: (args: A) => T[], node: (item: T) => unknown) {
  return (args: A, _context: Context, info: GraphQLResolveInfo): unknown => {
    checkBounds(args, info.fieldName);
    const all = list(args);
    const [from, to] = range(args, all.length);
    const part = all.slice(from, to);
    const edges = part.map((item, index) => ({ cursor: cursor(from + index), node: () => node(item) }));
    return {
      totalCount: all.length,
      nodes: () => part.map(node),
      edges,
      pageInfo: {
        hasNextPage: to < all.length,
        hasPreviousPage: from > 0,
        startCursor: part.length > 0 ? cursor(from) : null,
        endCursor: part.length > 0 ? cursor(to - 1) : null,
      },
    };
  };
}

function checkBounds(args: PageArgs, field: string): void {
  const { first, last } = args;
  if (first == null && last == null) {
    throw new GithubError(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  for (const [name, value] of Object.entries({ first, last })) {
    if (value == null) continue;
    if (value < 0) throw new GithubError("INVALID_PAGINATION", `\`${name}\` on the \`${field}\` connection cannot be less than zero.`);
    if (value > MAX_PAGE) {
      throw new GithubError(
        "EXCESSIVE_PAGINATION",
        `Requesting ${value} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${MAX_PAGE} records.`,
      );
    }
  }
}

function range(args: PageArgs, length: number): [number, number] {
  let from = args.after == null ? 0 : Math.min(position(args.after) + 1, length);
  let to = args.before == null ? length : Math.min(position(args.before), length);
  to = Math.max(from, to);
  if (args.first != null) to = Math.min(to, from + args.first);
  if (args.last != null) from = Math.max(from, to - args.last);
  return [from, to];
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString("base64");
}

function position(text: string): number {
  const found = /^cursor:(\d{1,9})$/.exec(Buffer.from(text, "base64").toString("utf8"));
  if (!found) throw new GithubError("INVALID_CURSOR_ARGUMENTS", `\`${text}\` does not appear to be a valid cursor.`);
  return Number(found[1]);
}
