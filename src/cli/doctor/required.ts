import type { Policy } from "../../core/policy/types.js";
import type { Client } from "../../github/client.js";
import { requiredChecks, type RequiredCheck } from "../../github/setup.js";
import type { Pages } from "./app.js";
import { ill, looking, odd, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Required check";
/** Name of the check run on pull requests. */
const CHECK = "baton";

/** What the look at a branch needs to know. */
export interface BranchToLookAt {
  owner: string;
  name: string;
  branch: string;
  /** Null: not known, as with somebody's token. */
  appId: number | null;
  /** Null: there is no policy, or none that parses. */
  policy: Policy | null;
  pages: Pages;
}

/** Takes a client and the default branch; returns whether nothing is merged there without this App's own check. */
export async function lookAtRequiredCheck(client: Client, where: BranchToLookAt): Promise<Diagnosis[]> {
  const help = `Set it on ${where.pages.web}/${where.owner}/${where.name}/settings/rules.`;
  const look = async () =>
    judge(
      (await requiredChecks(client, where, where.branch)).filter(({ name }) => name === CHECK),
      where,
      help,
    );
  return await looking(GROUP, CHECK, look, help);
}

function judge(checks: readonly RequiredCheck[], { branch, appId, policy }: BranchToLookAt, help: string): Diagnosis[] {
  const pinned = `the check \`${CHECK}\` required on ${branch}, with this App${appId === null ? "" : ` (id ${appId})`} as its source`;
  if (checks.length === 0) {
    const found = `nothing requires the check \`${CHECK}\` on ${branch}: a red pull request can be merged`;
    return [
      policy?.enforcement === "observe"
        ? odd(GROUP, CHECK, found, `${pinned}, once it is to block`, help)
        : ill(GROUP, CHECK, found, pinned, help),
    ];
  }
  const sources = checks.flatMap((check) => (check.appId === null ? [] : [check.appId]));
  if (sources.length === 0)
    return [
      ill(GROUP, CHECK, `\`${CHECK}\` is required on ${branch} from any source: whoever may write statuses can fake it`, pinned, help),
    ];
  const foreign = appId === null ? undefined : sources.find((source) => source !== appId);
  if (foreign !== undefined)
    return [ill(GROUP, CHECK, `\`${CHECK}\` is required on ${branch} from another App, id ${foreign}`, pinned, help)];
  return [well(GROUP, CHECK, `\`${CHECK}\` is required on ${branch}, from the App of id ${sources[0] ?? 0} only`)];
}
