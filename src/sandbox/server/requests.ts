/** One request as the server saw it. */
export interface RequestEntry {
  method: string;
  /** With the query, without `/api/v3`. */
  path: string;
  /** The documented pattern, or null when there is no such operation. */
  route: string | null;
  status: number;
  /** `app`, `installation`, `user:login` or null. */
  as: string | null;
  at: number;
  kind: "rest" | "graphql";
  notModified: boolean;
}

export interface Summary {
  /** REST reads that were answered in full. */
  reads: number;
  writes: number;
  graphql: number;
  notModified: number;
}

/** All requests so far, oldest first. */
export type RequestLog = RequestEntry[] & {
  /** Counts requests from a position on; fetching tokens is not counted. */
  summarise: (from?: number) => Summary;
};

/** Returns an empty log. */
export function createRequestLog(): RequestLog {
  const entries: RequestEntry[] = [];
  return Object.assign(entries, { summarise: (from = 0) => summarise(entries.slice(from)) });
}

function summarise(entries: RequestEntry[]): Summary {
  const counted = entries.filter((one) => one.as !== "app");
  const rest = counted.filter((one) => one.kind === "rest");
  return {
    reads: rest.filter((one) => one.method === "GET" && !one.notModified).length,
    writes: rest.filter((one) => one.method !== "GET").length,
    graphql: counted.filter((one) => one.kind === "graphql").length,
    notModified: counted.filter((one) => one.notModified).length,
  };
}
