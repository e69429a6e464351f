import type { Actor } from "../../../core/facts/actor.js";
import type { ChangedFile, Snapshot } from "../../../core/facts/snapshot.js";
import type { Entry } from "../../../core/ledger/entry.js";
import { agentsOf, type Agent } from "../../../core/policy/agents/agent.js";
import type { Policy } from "../../../core/policy/types.js";
import { agentParts, judgeAgents } from "../../../core/pulls/agent-pull.js";
import { agentsMade } from "../../../core/pulls/agents-made.js";
import { emptyRecord } from "../../../core/record/record.js";
import { agentStandsOf } from "../../../core/words/agent-words.js";
import { withPullAgents } from "../../../app/work/agent-pull.js";
import { chanceOf, type Chance } from "./chance.js";
import type { Stretch } from "./published.js";
import { blank, commentBy, PEOPLE, placeOf } from "./world.js";

const DAY = 86_400_000;
const FIRST_NUMBER = 3_001;
/** Days between two pull requests of an agent. */
const EVERY = 8;
/** A bot that no file declares. */
const STRANGER = "tidy-up";
/** The issue that each is for: some agents work under contracts only. */
const REFERENCE = "#12";

/** A pull request as it stands: what it changes, and what was said below it. */
interface Pull {
  number: number;
  author: Actor;
  agent: Agent | null;
  at: number;
  files: ChangedFile[];
  lines: number;
  pushes: number;
  comments: Snapshot["comments"];
}

/** Plays what agents bring over a quarter: mostly inside what they may, and confirmed a day later. Returns what the App's core has the ledger told. */
export function playAgents(policy: Policy, { from, to }: Stretch, seed: number): Entry[] {
  const chance = chanceOf(seed);
  // An agent that may write no file opens no pull request.
  const busy = agentsOf(policy).filter(({ writes }) => (writes?.paths.length ?? 0) > 0);
  const entries: Entry[][] = [];
  if (busy.length === 0) return [];
  let number = FIRST_NUMBER;
  for (const [index, agent] of busy.entries()) {
    for (let at = from + index * DAY; at < to; at += chance.around(EVERY, 0.3) * DAY)
      entries.push(played(policy, { ...opened((number += 1), agent, at), lines: 40 }, to, chance));
  }
  for (const day of [20, 55]) entries.push(played(policy, opened((number += 1), null, from + day * DAY), to, chance));
  return entries.flat();
}

function opened(number: number, agent: Agent | null, at: number): Pull {
  const login = (agent?.accounts[0] ?? STRANGER).replace(/\[bot\]$/, "");
  const author: Actor = { login, id: number, type: "Bot", isSelf: false };
  const path = (agent?.writes?.paths[0] ?? "src/**").replace(/\*.*$/, "notes.md");
  return { number, author, agent, at, files: [{ path, change: "modified" }], lines: 40, pushes: 1, comments: [] };
}

function played(policy: Policy, pull: Pull, end: number, chance: Chance): Entry[] {
  const seen = { record: emptyRecord(), entries: [] as Entry[] };
  const good = pull.files;
  if (chance.happens(0.15)) pull.files = [...good, { path: "contracts/discover-to-decide.yml", change: "modified" }];
  else if (chance.happens(0.1)) pull.lines = 2_000;
  look(policy, pull, seen);
  pull.at += chance.around(1) * DAY;
  if (pull.agent === null || pull.at >= end) return seen.entries;
  if (pull.files !== good || pull.lines > 40) {
    Object.assign(pull, { files: good, lines: 40, pushes: 2 });
    look(policy, pull, seen);
    pull.at += chance.around(1) * DAY;
  }
  if (chance.happens(0.85) && pull.at < end) {
    pull.comments.push(commentBy(PEOPLE[pull.agent.oversight.by]?.[1] ?? "", "/confirm agent", { id: pull.number * 100, at: pull.at }));
    look(policy, pull, seen);
  }
  return seen.entries;
}

/** As the App looks at a pull request, but for the reading: that is told what it would find. */
function look(policy: Policy, pull: Pull, seen: { record: ReturnType<typeof emptyRecord>; entries: Entry[] }): void {
  const snapshot = snapshotOf(policy, pull);
  const stands = agentStandsOf(snapshot, seen.record.agents ?? null);
  const stage = policy.lifecycle.stages.find(({ id }) => pull.agent?.stages?.includes(id) ?? true)?.name ?? "";
  const issues = [{ reference: REFERENCE, url: "", title: "", standing: { is: "allowed", stage } as const }];
  const none = { known: true, value: [] } as const;
  const makers = { commits: { ...none, value: [] }, pushers: { ...none, value: [] } };
  const open = new Map(pull.agent === null ? [] : [[pull.agent.id, { known: true, value: 1 } as const]]);
  const input = { snapshot, policy, makers, open, issues, stands };
  const parts = agentParts(input);
  const standing = judgeAgents(input, parts);
  const agents = { standing, made: agentsMade(parts, standing), words: parts.flatMap(({ words }) => words) };
  const told = withPullAgents({ record: { ...seen.record, agents: stands }, decisions: [], judgedAt: pull.at }, agents);
  seen.record = told.record;
  for (const decision of told.decisions) seen.entries.push({ ...placeOf(policy, snapshot.item), ...decision });
}

function snapshotOf(policy: Policy, { number, author, at, files, lines, pushes, comments }: Pull): Snapshot {
  const snapshot = blank(policy, number, author, at);
  const branch = { headSha: `head${pushes}`, headRef: "notes", baseRef: "main", isDraft: false, merged: false, closingIssues: [] };
  const pullRequest = { ...branch, changedFiles: { known: true, value: files } as const, lines };
  return { ...snapshot, comments, item: { ...snapshot.item, nodeId: `P_${number}`, kind: "pull_request", pullRequest } };
}
