import { Probot } from "probot";
import { createHub, type Hub } from "./hub.js";
import { octokitClass } from "./octokit.js";
import { throughProxies, type Proxies } from "./proxy.js";

/** What the App proves itself with, and where. */
export interface AppCredentials {
  appId: number;
  /** PEM, PKCS#8. */
  privateKey: string;
  /** REST root. */
  baseUrl: string;
  proxies: Proxies | null;
}

/** Takes the App's credentials; returns a hub that asks in its name, for commands that only read. */
export function appHub({ appId, privateKey, baseUrl, proxies }: AppCredentials): Hub {
  const Octokit = octokitClass({ baseUrl, ...throughProxies(proxies) });
  const probot = new Probot({ appId, privateKey, baseUrl, secret: "unused", logLevel: "fatal", Octokit });
  return createHub({ probot, writesPerSecond: 0 });
}
