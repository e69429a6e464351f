import { Probot } from "probot";
import { createHub, type Hub } from "./hub.js";
import { octokitClass } from "./octokit.js";

/** What the App proves itself with, and where. */
export interface AppCredentials {
  appId: number;
  /** PEM, PKCS#8. */
  privateKey: string;
  /** REST root. */
  baseUrl: string;
}

/** Takes the App's credentials; returns a hub that asks in its name, for commands that only read. */
export function appHub({ appId, privateKey, baseUrl }: AppCredentials): Hub {
  const probot = new Probot({ appId, privateKey, baseUrl, secret: "unused", logLevel: "fatal", Octokit: octokitClass({ baseUrl }) });
  return createHub({ probot, writesPerSecond: 0 });
}
