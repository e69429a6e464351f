import type { RequestLog } from "../server/requests.js";
import type { Webhooks } from "../webhooks/webhooks.js";

const LONGEST_MS = 5000;
/** An App that asks nothing for so long has done what it does. */
const QUIET_MS = 350;
const STEP_MS = 50;

/** Takes what is sent to Apps and what they ask; resolves when they seem to have answered the last event, after five seconds at the latest. */
export async function untilAnswered(webhooks: Webhooks, requests: RequestLog): Promise<void> {
  if (!webhooks.isHeard) return;
  const end = Date.now() + LONGEST_MS;
  let quietSince = Date.now();
  let asked = requests.length;
  while (Date.now() < end && Date.now() - quietSince < QUIET_MS) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    if (requests.length === asked) continue;
    asked = requests.length;
    quietSince = Date.now();
  }
}
