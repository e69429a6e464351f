import { appEnvironment } from "../../src/cli/demo/stage.js";
import { judgesFor, startBaton, type Baton } from "../../src/app/baton.js";
import type { JudgePool } from "../../src/app/judge/pool.js";
import type { Clock } from "../../src/app/time/clock.js";
import { createLog, type Logger } from "../../src/telemetry/log.js";
import { readSettings, type Settings } from "../../src/app/settings/settings.js";
import { shippedContracts } from "../../src/cli/demo/cast.js";
import { startSandbox, type CheckRunView, type CommentView, type Hub } from "../../src/sandbox/index.js";
import { temporaryFolder } from "../support/temporary.js";

export { READY, SMALL, smallContract, smallPolicy } from "./small-policy.js";

/** Retries come at once, but not in a busy loop. */
const FAST = { backoff: { baseMs: 4, random: () => 1 } };

export const ADMIN_TOKEN = "an-admin-token-of-some-length";

const CONFIG = `version: 1
lifecycle: dpos
initial: discover
enforcement: block
roles:
  pm: { teams: [acme/data-pm] }
  architect: { teams: [acme/architects] }
  engineer: { users: [eli] }
  qa: { users: [quinn] }
  release-manager: { users: [olga] }
  ethics-owner: { users: [olga] }
  portfolio-owner: { users: [omar] }
  lead: { users: [lea] }
override: { by: portfolio-owner, second: lead }
pull_requests: { allowed_stages: [decide, build, test, ship] }
`;

/** Our labels on an item of the small lifecycle, in order. */
export const TODO = ["stage: todo"];
export const BLOCKED = ["handoff: blocked", "stage: todo"];
export const AWAITING = ["handoff: awaiting ack", "stage: todo"];
export const DOING = ["stage: doing"];

export interface Rig {
  hub: Hub;
  readonly baton: Baton;
  repo: string;
  /** Resolves when every webhook was delivered and all work is done, work to be repeated included. */
  quiet(): Promise<void>;
  /** Stops the App and starts it again: with its database, or with an empty one. */
  restart(change?: { loseStore?: boolean; writes?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface RigWish {
  config?: string;
  files?: Record<string, string>;
  clock?: Clock;
  /** The clock of the embedded GitHub. */
  now?: () => number;
  writes?: boolean;
  /** How long GitHub may take to answer. */
  requestMs?: number;
  log?: Logger;
  /** Processor time of one judgement. */
  judgeMs?: number;
  /** The App was given what the deployment gate needs. */
  deployments?: true;
}

const COLLABORATORS = {
  pia: "write",
  ana: "write",
  ben: "write",
  omar: "triage",
  lea: "write",
  eli: "write",
  quinn: "write",
  olga: "admin",
  eve: "read",
} as const;

/** A repository of `acme` with policy, people and the App at work. */
export async function openRig(wish: RigWish = {}): Promise<Rig> {
  const hub = await startSandbox(wish.now ? { now: wish.now } : {});
  if (wish.deployments) {
    Object.assign(hub.app.permissions, { deployments: "write", actions: "read" });
    hub.app.events.push("deployment_protection_rule", "deployment_status");
  }
  const app = await openApp(hub, wish);
  hub.createOrganization("acme");
  hub.createUser("pia", "ana", "ben", "omar", "eve", "lea", "eli", "quinn", "olga");
  hub.createTeam("acme", "data-pm", { members: ["pia"] });
  hub.createTeam("acme", "architects", { members: ["ana"] });
  hub.createTeam("acme", "junior-architects", { members: ["ben"], parent: "architects" });
  const rig: Rig = {
    hub,
    repo: "",
    get baton() {
      return app.baton;
    },
    quiet: () => untilQuiet(hub, app.baton),
    restart: (change = {}) => app.restart(change),
    async close() {
      await app.close();
      await hub.close();
    },
  };
  rig.repo = addRepository(rig, "insights", wish.files ?? { ".github/baton.yml": wish.config ?? CONFIG, ...shippedContracts() });
  await rig.quiet();
  return rig;
}

/** Another repository of `acme` with the same people; returns its name. */
export function addRepository(
  rig: Pick<Rig, "hub">,
  name: string,
  files: Record<string, string>,
  install = true,
  visibility: "public" | "private" | "internal" = "public",
): string {
  return rig.hub.createRepository({
    owner: "acme",
    name,
    visibility,
    files: { "README.md": `# ${name}\n`, ...files },
    collaborators: COLLABORATORS,
    install,
  });
}

async function openApp(hub: Hub, wish: RigWish) {
  let folder = temporaryFolder();
  let baton = await startApp(hub, folder, wish);
  return {
    get baton() {
      return baton;
    },
    async restart(change: { loseStore?: boolean; writes?: boolean }) {
      await baton.stop();
      if (change.loseStore) folder = temporaryFolder();
      baton = await startApp(hub, folder, { ...wish, ...change });
      await untilQuiet(hub, baton);
    },
    close: () => baton.stop(),
  };
}

/** Starting the threads that judge takes most of an App's start: the Apps of one process share them, for they have one key. */
const judges = new Map<string, JudgePool>();

function judgesOf(settings: Settings): JudgePool {
  const pool = judges.get(settings.privateKey) ?? judgesFor(settings);
  judges.set(settings.privateKey, pool);
  return pool;
}

async function startApp(hub: Hub, folder: string, wish: RigWish): Promise<Baton> {
  const read = readSettings({
    ...appEnvironment(hub),
    BATON_DATA: folder,
    BATON_ADMIN_TOKEN: ADMIN_TOKEN,
    ...(wish.judgeMs === undefined ? {} : { BATON_JUDGE_MS: String(wish.judgeMs) }),
    ...(wish.writes === false ? { BATON_WRITES: "off" } : {}),
  });
  if (!read.ok) throw new Error(read.problems.map((problem) => `${problem.variable}: ${problem.needed}`).join("\n"));
  const log = wish.log ?? createLog({ level: process.env["RIG_LOG"] ?? "silent" });
  const baton = await startBaton(read.settings, {
    log,
    ...(wish.judgeMs === undefined ? { judges: judgesOf(read.settings) } : {}),
    worker: FAST,
    ...(wish.clock ? { clock: wish.clock } : {}),
    ...(wish.requestMs ? { requestMs: wish.requestMs } : {}),
  });
  hub.webhooks.sendTo(`${baton.url}/api/github/webhooks`);
  return baton;
}

/** Work that is due later than this is a deadline, not a repetition. */
const SOON_MS = 5000;

// Work causes webhooks and webhooks cause work: quiet is when neither does, and nothing waits to be repeated.
async function untilQuiet(hub: Hub, baton: Baton): Promise<void> {
  let requests = -1;
  while (requests !== hub.requests.length || (await isRepeating(baton))) {
    requests = hub.requests.length;
    await hub.idle();
    await baton.idle();
    if (await isRepeating(baton)) await pause(3);
  }
}

async function isRepeating(baton: Baton): Promise<boolean> {
  const next = await baton.store.nextDue();
  return next !== null && next - Date.now() < SOON_MS;
}

/** Waits for a moment of the real clock. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The living comment's text, without its hidden lines. Throws unless there is exactly one. */
export function living(rig: Rig, number: number, repo = rig.repo): string {
  return livingComment(rig, number, repo)
    .body.replace(/<!--[\s\S]*?-->/g, "")
    .trim();
}

/** The living comment as GitHub has it. Throws unless there is exactly one. */
export function livingComment(rig: Rig, number: number, repo = rig.repo): CommentView {
  const comments = ownComments(rig, number, repo).filter((comment) => comment.body.includes("<!-- baton:living -->"));
  const [only, ...more] = comments;
  if (!only || more.length > 0) throw new Error(`${comments.length} living comments`);
  return only;
}

/** Comments that the App wrote. */
export function ownComments(rig: Rig, number: number, repo = rig.repo): CommentView[] {
  return rig.hub.issue(repo, number).comments.filter((comment) => comment.author === "baton[bot]");
}

/** The labels of Baton's on an item, sorted. */
export function ourLabels(rig: Rig, number: number, repo = rig.repo): string[] {
  return rig.hub
    .issue(repo, number)
    .labels.filter((label) => /^(stage|handoff):/.test(label))
    .toSorted();
}

/** The runs of a check on a pull request's head, or on a commit. */
export function checks(rig: Rig, at: number | string, name = "baton", repo = rig.repo): CheckRunView[] {
  const ref = typeof at === "number" ? (rig.hub.issue(repo, at).headSha ?? "") : at;
  return rig.hub.checkRuns(repo, ref).filter((run) => run.name === name);
}

/** The one run of a check. Throws unless there is exactly one. */
export function check(rig: Rig, at: number | string, name = "baton", repo = rig.repo): CheckRunView {
  const [only, ...more] = checks(rig, at, name, repo);
  if (!only || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} runs of ${name}`);
  return only;
}
