import { noAnswerIn, type NoAnswer } from "../../github/unreachable.js";
import { proxyHost, throughProxies, type Proxies } from "../../github/proxy.js";
import { ill, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Connection";
const TIMEOUT_MS = 10_000;
/** The answer is a while on its way, and its date is in whole seconds. GitHub takes a token as new when it is at most a minute off. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What the look at the way to GitHub found. */
export interface ConnectionFindings {
  reachable: boolean;
  diagnoses: Diagnosis[];
}

/** Takes GitHub's REST root and the way out; returns whether anything answers there, why not, and whether this machine's clock agrees with the answer's. */
export async function lookAtConnection(baseUrl: string, proxies: Proxies | null): Promise<ConnectionFindings> {
  const { host } = new URL(baseUrl);
  const { fetch = globalThis.fetch } = throughProxies(proxies);
  const proxy = proxies && proxyHost(proxies, baseUrl);
  try {
    const answer = await fetch(baseUrl, {
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { "user-agent": "baton" },
    });
    await answer.body?.cancel();
    return {
      reachable: true,
      diagnoses: [
        well(GROUP, "address", `${host} answers`),
        ...proxyOf(proxies, baseUrl),
        ...clockOf(answer.headers.get("date"), Date.now()),
      ],
    };
  } catch (error) {
    const silence = noAnswerIn(error) ?? { kind: "network", code: error instanceof Error ? error.name : "unknown" };
    return { reachable: false, diagnoses: [silent(host, silence, proxy)] };
  }
}

function silent(host: string, { kind, code }: NoAnswer, proxy: string | null): Diagnosis {
  const [found, needed, help] = WORDS[kind];
  const name = { proxy: "proxy", tls: "certificate", dns: "name", refused: "address", timeout: "address", network: "address" }[kind];
  return ill(GROUP, name, `${kind === "proxy" && proxy !== null ? proxy : host} ${found} (${code})`, needed, help);
}

const WORDS: Record<NoAnswer["kind"], [found: string, needed: string, help: string]> = {
  proxy: [
    "is the proxy to go through, and lets nothing through",
    "a proxy that connects to GitHub",
    "Check HTTPS_PROXY and HTTP_PROXY: 407 asks for USER:PASSWORD@ before the host, other numbers are the proxy's own refusal. NO_PROXY names hosts that are asked directly.",
  ],
  dns: ["is a name that is not known here", "a name that can be looked up", "Check GHE_HOST and this machine's name servers (DNS)."],
  refused: [
    "refuses the connection: nothing listens there",
    "a server at this address and port",
    "Check GHE_HOST, its port, and firewalls between.",
  ],
  tls: [
    "answers, but not with a TLS certificate that is trusted here",
    "a certificate for this name from an authority that Node.js trusts",
    "Name the file of your own authority in NODE_EXTRA_CA_CERTS; for a server without TLS set GHE_PROTOCOL=http.",
  ],
  timeout: ["does not answer in time", "an answer within ten seconds", "Check firewalls and proxies between: packets may be dropped."],
  network: ["cannot be reached", "a connection to it", "Check the network, firewalls and proxies between."],
};

function proxyOf(proxies: Proxies | null, baseUrl: string): Diagnosis[] {
  if (proxies === null) return [];
  const not = proxies.none === "" ? "" : `, but for what NO_PROXY names: ${proxies.none}`;
  return [well(GROUP, "proxy", `requests go through ${proxyHost(proxies, baseUrl)}${not}`)];
}

function clockOf(date: string | null, now: number): Diagnosis[] {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return [];
  const off = Math.round((now - theirs) / 1000);
  if (Math.abs(off) * 1000 <= CLOCK_TOLERANCE_MS) return [well(GROUP, "clock", "this machine's clock agrees with GitHub's")];
  const found = `this machine's clock is ${Math.abs(off)} seconds ${off > 0 ? "ahead of" : "behind"} GitHub's`;
  const help = "Have it set by NTP. Tokens are refused by a clock that is off, and deadlines are wrong.";
  return [ill(GROUP, "clock", found, "a clock that is right to the minute", help)];
}
