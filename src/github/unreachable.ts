/** Why no answer came from a server. */
export interface NoAnswer {
  kind: "proxy" | "dns" | "refused" | "tls" | "timeout" | "network";
  /** As the system or TLS names it, such as `ENOTFOUND`. */
  code: string;
}

const DEPTH = 6;
const KINDS: readonly [RegExp, NoAnswer["kind"]][] = [
  [/^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, "dns"],
  [/^ECONNREFUSED$/, "refused"],
  [/^(?:ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL_\w+)$/, "tls"],
  [/^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT|TimeoutError)$/, "timeout"],
];

/** Takes what a request threw; returns why nothing answered, or null when something did, or when it was not the network. */
export function noAnswerIn(error: unknown): NoAnswer | null {
  const codes = codesIn(error, DEPTH);
  if (codes === null || codes.length === 0) return null;
  // What stopped the proxy is no matter of the server's.
  const atProxy = codes.find((code) => code.startsWith("PROXY_"));
  if (atProxy !== undefined) return { kind: "proxy", code: atProxy };
  for (const code of codes) {
    const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
    if (kind) return { kind, code };
  }
  return { kind: "network", code: codes[0] ?? "no answer" };
}

/** The codes of an error and of what caused it, the nearest cause first; null when a server answered. */
function codesIn(error: unknown, depth: number): string[] | null {
  if (!(error instanceof Error) || depth === 0) return [];
  if ("response" in error && error.response !== undefined) return null;
  const own = "code" in error && typeof error.code === "string" ? error.code : error.name === "TimeoutError" ? error.name : null;
  // Several addresses of one name were tried, each in vain.
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  const deeper = codesIn(inner, depth - 1);
  return deeper === null ? null : [...deeper, ...(own === null ? [] : [own])];
}
