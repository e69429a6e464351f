import { EnvHttpProxyAgent, fetch as fetchWith, Pool, type buildConnector } from "undici";
import type { OctokitSettings } from "./octokit.js";

/** Where requests leave by. */
export interface Proxies {
  /** Of `http:` addresses, and of all without an own one; null: none. */
  http: string | null;
  /** Of `https:` addresses. */
  https: string | null;
  /** Hosts that are asked directly, as NO_PROXY lists them. */
  none: string;
}

/** The proxy did not let a request through; the code says why, after `PROXY_`. */
class ProxyFault extends Error {
  readonly code: string;

  constructor(why: string, cause: unknown) {
    super("The proxy did not let a request through", { cause });
    this.code = `PROXY_${why}`;
  }
}

/**
 * Takes the proxies, null for none; returns what makes every request of an Octokit go through them. It is undici's own `fetch`: Node's has no
 * word for a proxy before 24, and an agent of one version is not for another's.
 */
export function throughProxies(proxies: Proxies | null): Pick<OctokitSettings, "fetch"> {
  if (proxies === null) return {};
  const dispatcher = new EnvHttpProxyAgent({
    // What is given is not looked up in the environment.
    httpProxy: proxies.http ?? "",
    httpsProxy: proxies.https ?? "",
    noProxy: proxies.none,
    clientFactory: (proxy, { connect, ...options }: { connect?: buildConnector.connector }) =>
      new Pool(proxy, { ...options, ...(connect ? { connect: telling(connect) } : {}) }),
  });
  const ask = async (input: unknown, init: object = {}): Promise<unknown> => {
    try {
      return await fetchWith(input as string, { ...init, dispatcher });
    } catch (error) {
      const status = refusalIn(error);
      throw status === null ? error : new ProxyFault(status, error);
    }
  };
  return { fetch: ask as typeof globalThis.fetch };
}

/** The way to the proxy itself: what fails on it is the proxy's fault, not GitHub's. */
function telling(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) callback(new ProxyFault(codeOf(error), error), null);
      else callback(null, socket);
    });
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "FAILED";
}

const DEPTH = 4;

/** The status with which a proxy refused to connect; undici says it in words only, some causes deep. */
function refusalIn(error: unknown, depth = DEPTH): string | null {
  if (!(error instanceof Error) || depth === 0) return null;
  return /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] ?? refusalIn(error.cause, depth - 1);
}

/** Takes the proxies and an address; returns the proxy's host and port, without what it is asked for with. */
export function proxyHost(proxies: Proxies, url: string): string {
  const proxy = (url.startsWith("https:") ? proxies.https : null) ?? proxies.http ?? proxies.https ?? "";
  return URL.canParse(proxy) ? new URL(proxy).host : "";
}
