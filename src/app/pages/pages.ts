import { createHmac } from "node:crypto";
import { signInFlow } from "../../github/sign-in.js";
import { timedFetch, type OctokitSettings } from "../../github/octokit.js";
import { visitorGitHub } from "../../github/visitor.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import { sealsWith } from "../../web/pages/session.js";
import { SIGNED_IN } from "../../web/pages/sign-in.js";
import { noSite, site } from "../../web/pages/site.js";
import type { PageHandler } from "../serve/http.js";
import type { RunContext } from "../serve/server.js";
import { githubPages, storeOf } from "../settings/settings.js";
import { Reports } from "../insight/reports.js";

/** Takes what a process has, and how GitHub is asked; returns its pages, or, without the settings to sign in, the one that says how to switch them on. */
export function pagesOf({ settings, store, clock, log }: Omit<RunContext, "signal">, asking: OctokitSettings): PageHandler {
  const { pages, baseUrl, privateKey } = settings;
  if (pages === null) return noSite();
  const fetch = timedFetch(asking);
  const { clientId, clientSecret, url } = pages;
  const now = () => clock.now();
  return site({
    flow: signInFlow({ clientId, clientSecret, web: githubPages(settings), redirectUri: `${url}${SIGNED_IN}`, fetch }),
    github: visitorGitHub(baseUrl, fetch),
    // Every process of the App has it, and whoever changes the client secret ends all sessions.
    seals: sealsWith(createHmac("sha256", privateKey).update(`baton pages v1 ${clientSecret}`).digest("hex"), now),
    url,
    now,
    store,
    reports: new Reports(storeOf(settings), now),
    failed: (error) => log.error(reasonFields(error), "A page could not be made"),
  });
}
