import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/core/facts/actor.js";
import type { ChangedFile, Comment, Snapshot } from "../../../src/core/facts/snapshot.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { madeNews, wordNews } from "../../../src/core/ledger/agent-news.js";
import { agentParts, judgeAgents, type AgentPullInput } from "../../../src/core/pulls/agent-pull.js";
import { agentsMade } from "../../../src/core/pulls/agents-made.js";
import { judgePullRequest } from "../../../src/core/pulls/pull-request.js";
import type { PullRequestVerdict } from "../../../src/core/record/verdict.js";
import { agentStandsOf } from "../../../src/core/words/agent-words.js";
import { renderPullRequestCheck } from "../../../src/render/check-run.js";
import { accountId } from "../../core/account.js";
import { blankSnapshot } from "../../core/blank-snapshot.js";
import { AGENT, agentFiles, CONFIG } from "../policy/agent-files.js";

const account = (login: string, type: Actor["type"] = "User"): Actor => ({ login, id: accountId(login), type, isSelf: false });
const SCANNER = account("scanner", "Bot");
const ANA = account("ana");
const known = <T>(value: T) => ({ known: true, value }) as const;

function policyOf(agent = AGENT, config = CONFIG) {
  const { policy, problems } = parsePolicy(agentFiles(agent, config), { repository: "acme/data", commit: "c1" });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const file = (path: string, change: ChangedFile["change"] = "modified", to?: string): ChangedFile => ({ path, change, ...(to && { to }) });
const IN = file("docs/market/a.md");

interface Wish {
  agent?: string;
  config?: string;
  author?: Actor;
  files?: ChangedFile[];
  lines?: number;
  commits?: [Actor | null, Actor | null][];
  pushers?: Actor[];
  open?: number;
  issues?: AgentPullInput["issues"];
  comments?: { by: string; body: string; id?: number }[];
  over?: Partial<AgentPullInput>;
}

function snapshotOf({ author = SCANNER, files = [IN], lines = 1 }: Wish): Snapshot {
  const blank = blankSnapshot("", author);
  const pullRequest = { headSha: "h1", headRef: "b", baseRef: "main", isDraft: false, merged: false, closingIssues: [] };
  const members = { paula: { is: "member" }, eve: { is: "not_member" } } as const;
  return {
    ...blank,
    item: { ...blank.item, kind: "pull_request", pullRequest: { ...pullRequest, changedFiles: known(files), lines } },
    people: { ...blank.people, memberships: { pm: members } },
  };
}

function comment({ by, body, id = 9 }: { by: string; body: string; id?: number }): Comment {
  const base = {
    nodeId: `C${id}`,
    createdAt: id * 1000,
    lastEditedAt: null,
    isMinimized: false,
    editedByOthers: false,
    url: "",
    ownReactions: [],
  };
  return { ...base, id, author: account(by), body };
}

function input(wish: Wish): AgentPullInput {
  const snapshot = snapshotOf(wish);
  const commits = (wish.commits ?? []).map(([author, committer]) => ({ sha: "h1", author, committer, committedAt: 0 }));
  return {
    snapshot: { ...snapshot, comments: (wish.comments ?? []).map(comment) },
    policy: policyOf(wish.agent, wish.config),
    makers: { commits: known(commits), pushers: known(wish.pushers ?? []) },
    open: new Map(wish.open === undefined ? [] : [["scanner", known(wish.open)]]),
    issues: wish.issues ?? [],
    stands: agentStandsOf(snapshot, null),
    ...wish.over,
  };
}

const whys = (wish: Wish) => judgeAgents(input(wish))?.refusals.map(({ why }) => why);
const swap = (from: string, to: string) => {
  if (!AGENT.includes(from)) throw new Error(`there is no ${from}`);
  return AGENT.replace(from, to);
};
const READ_ONLY = AGENT.replace(/ {2}writes:[\s\S]*?(?=stages:)/, "");
const BEFORE_USE = swap("when: weekly", "when: before_use");
const COORDINATED = swap("tools: single", "tools: multiple");

describe("a pull request that an agent made", () => {
  test("inside its radius and its limits has nothing against it", () => expect(whys({})).toBeUndefined());
  test("by a person whose name is a bot's but for the suffix is none of this", () => {
    expect(whys({ author: account("scanner"), files: [file("contracts/a.yml")] })).toBeUndefined();
  });
  test("by somebody else is none of this", () => expect(whys({ author: ANA, files: [file("contracts/a.yml")] })).toBeUndefined());
  test.each([
    ["its author", {}],
    [
      "the author of a commit",
      {
        author: ANA,
        commits: [
          [ANA, ANA],
          [SCANNER, ANA],
        ],
      },
    ],
    ["the committer of a commit", { author: ANA, commits: [[ANA, SCANNER]] }],
    ["who pushed", { author: ANA, commits: [[ANA, ANA]], pushers: [ANA, SCANNER] }],
  ] as [string, Wish][])("is the agent's by %s, as a whole", (_by, wish) => {
    expect(whys({ ...wish, files: [IN, file("src/a.ts")] })).toEqual(["outside"]);
  });
  test("is told with the files that leave the radius, each named once", () => {
    const found = judgeAgents(input({ files: [IN, file("src/a.ts"), file("contracts/b.yml"), file(".github/workflows/x.yml")] }));
    expect(found?.refusals).toEqual([
      { why: "outside", agent: "Scanner", files: ["src/a.ts", "contracts/b.yml", ".github/workflows/x.yml"], total: 3 },
    ]);
  });
  test("may not rename into its radius, nor out of it: both ends count", () => {
    const moved = (from: string, to: string) => [file(from, "removed", to), file(to, "renamed")];
    expect(whys({ files: moved("contracts/a.yml", "docs/market/a.yml") })).toEqual(["outside"]);
    expect(whys({ files: moved("docs/market/a.yml", "contracts/a.yml") })).toEqual(["outside"]);
    expect(whys({ files: moved("docs/market/a.yml", "docs/market/b.yml") })).toBeUndefined();
  });
  test("is held to its limits, and to the last one within them", () => {
    const files = Array.from({ length: 20 }, (_, index) => file(`docs/market/${index}.md`));
    expect(whys({ files })).toBeUndefined();
    expect(whys({ files: [...files, IN] })).toEqual(["too_large"]);
    const lines = swap("files: 20", "files: 20, lines: 10");
    expect([10, 11].map((count) => whys({ agent: lines, lines: count }))).toEqual([undefined, ["too_large"]]);
    expect([2, 3].map((open) => whys({ open }))).toEqual([undefined, ["too_many"]]);
  });
  test("that may only read is refused whatever it changes", () => expect(whys({ agent: READ_ONLY })).toEqual(["read_only"]));
  test("is no pass while anything of it is not known", () => {
    const unknown = { known: false, reason: "GitHub is away" } as const;
    expect(whys({ over: { makers: { commits: unknown, pushers: known([]) } }, author: ANA })).toEqual(["unread"]);
    expect(whys({ over: { makers: { commits: known([]), pushers: unknown } }, author: ANA })).toEqual(["unread"]);
    expect(whys({ over: { open: new Map([["scanner", unknown]]) } })).toEqual(["unread"]);
  });
  test("closes a governed issue where the agent works under contracts only", () => {
    expect(whys({ agent: COORDINATED })).toEqual(["no_contract"]);
    const issue = (stage: string) => ({ reference: "#1", url: "", title: "", standing: { is: "allowed", stage } }) as const;
    expect(whys({ agent: COORDINATED, issues: [issue("Discover")] })).toBeUndefined();
    expect(whys({ agent: COORDINATED, issues: [issue("Decide")] })).toEqual(["stage"]);
  });
});

describe("what destroys", () => {
  const GONE = { files: [file("docs/market/a.md", "removed")] };
  test("waits for its overseer's word", () => expect(whys(GONE)).toEqual(["destructive"]));
  test.each([
    ["a member's, after this commit was seen", { by: "paula", body: "/confirm destructive", id: 9 }, undefined],
    ["somebody else's", { by: "eve", body: "/confirm destructive", id: 9 }, ["destructive"]],
    ["of another word", { by: "paula", body: "/confirm agent", id: 9 }, ["destructive"]],
    ["in a quotation", { by: "paula", body: "> /confirm destructive", id: 9 }, ["destructive"]],
  ] as const)("goes by the word of %s", (_whose, word, expected) => expect(whys({ ...GONE, comments: [word] })).toEqual(expected));
  test("goes by a word with a review that was begun after this commit was seen, and by none from before", () => {
    const before = input({ ...GONE, comments: [{ by: "eve", body: "Well", id: -5 }] });
    const stands = agentStandsOf(before.snapshot, null);
    const reviewed = (id: number) => ({
      ...before.snapshot,
      comments: [...before.snapshot.comments, comment({ by: "paula", body: "/confirm destructive", id })],
    });
    expect(judgeAgents({ ...before, snapshot: reviewed(-6), stands })).toBeNull();
    expect(judgeAgents({ ...before, snapshot: reviewed(-4), stands })?.refusals).toMatchObject([{ why: "destructive" }]);
  });
  test("goes by no word for another commit", () => {
    const before = input(GONE);
    const said = { ...before.snapshot, comments: [comment({ by: "paula", body: "/confirm destructive", id: 9 })] };
    const pushed = { ...said, item: { ...said.item, pullRequest: { ...said.item.pullRequest, headSha: "h2" } } } as Snapshot;
    const first = agentStandsOf(before.snapshot, null);
    expect(judgeAgents({ ...before, snapshot: said, stands: agentStandsOf(said, first) })).toBeNull();
    expect(judgeAgents({ ...before, snapshot: pushed, stands: agentStandsOf(pushed, first) })?.refusals).toMatchObject([
      { why: "destructive" },
    ]);
    // Pushed there and back: what was said meanwhile was said of something else.
    const back = agentStandsOf({ ...said }, agentStandsOf(pushed, first));
    expect(judgeAgents({ ...before, snapshot: said, stands: back })?.refusals).toMatchObject([{ why: "destructive" }]);
  });
  test("leaves nothing to confirm outside the radius, nor where it is refused", () => {
    const word = { by: "paula", body: "/confirm destructive" };
    expect(whys({ files: [file("src/a.ts", "removed")], comments: [word] })).toEqual(["outside"]);
    const refusing = swap("  reads: all\n", "  reads: all\n  destructive: { deletes: refuse }\n");
    expect(whys({ ...GONE, agent: refusing, comments: [word] })).toEqual(["deletes"]);
  });
  test("are also the paths that its file names", () => {
    const guarded = swap("  reads: all\n", '  reads: all\n  destructive: { paths: ["**/*.sql"] }\n');
    expect(whys({ agent: guarded, files: [file("docs/market/x.sql", "added")] })).toEqual(["destructive"]);
  });
});

describe("before_use", () => {
  test("holds the pull request until exactly this was confirmed", () => {
    expect(whys({ agent: BEFORE_USE })).toEqual(["unconfirmed"]);
    expect(whys({ agent: BEFORE_USE, comments: [{ by: "paula", body: "/confirm agent looks right" }] })).toBeUndefined();
  });
  test("holds it again once its description was edited", () => {
    const said = input({ agent: BEFORE_USE, comments: [{ by: "paula", body: "/confirm agent" }] });
    const edited = { ...said.snapshot, item: { ...said.snapshot.item, body: "Closes #1", editCount: 2, lastEditedAt: 9000 } };
    expect(judgeAgents({ ...said, snapshot: edited, stands: agentStandsOf(edited, said.stands) })?.refusals).toMatchObject([
      { why: "unconfirmed" },
    ]);
  });
});

describe("a bot that nobody declared", () => {
  const BOT = account("renovate", "Bot");
  const refusing = `${CONFIG}agents: { undeclared: refuse }\n`;
  test("is reported, or refused, or left alone", () => {
    expect(judgeAgents(input({ author: BOT }))).toEqual({ refusals: [], undeclared: ["renovate[bot]"] });
    expect(judgeAgents(input({ author: BOT, config: refusing }))).toEqual({
      refusals: [{ why: "undeclared", account: "renovate[bot]" }],
      undeclared: [],
    });
    const exempt = `${CONFIG}agents: { undeclared: refuse, exempt: ["renovate[bot]"] }\n`;
    expect(judgeAgents(input({ author: BOT, config: exempt }))).toBeNull();
  });
  test("is refused for one commit in somebody's pull request", () => {
    expect(whys({ author: ANA, commits: [[BOT, account("web-flow")]], config: refusing })).toEqual(["undeclared"]);
  });
});

describe("what the ledger is told", () => {
  const madeIn = (wish: Wish) => {
    const parts = agentParts(input(wish));
    const words = parts.flatMap((part) => part.words);
    return { made: agentsMade(parts, judgeAgents(input(wish), parts)), words };
  };
  const news = (before: Parameters<typeof madeNews>[0], wish: Wish) => madeNews(before, madeIn(wish).made);
  test.each([
    ["within", {}, "agent_within", { agent: "scanner", work: "pull_request" }],
    ["waiting for a word only", { files: [file("docs/market/a.md", "removed")] }, "agent_within", {}],
    ["outside its radius", { files: [file("src/a.ts")] }, "agent_beyond", { why: ["radius"], files: ["src/a.ts"] }],
    ["by one that may only read", { agent: READ_ONLY }, "agent_beyond", { why: ["read_only"], files: [] }],
    ["under no contract", { agent: COORDINATED }, "agent_beyond", { why: ["contract"] }],
  ] satisfies [string, Wish, string, object][])("of one %s, once", (_what, wish, kind, data) => {
    const first = news(undefined, wish);
    expect(first.told).toMatchObject([{ kind, data }]);
    expect(news(first.acts, wish).told).toEqual([]);
  });
  test("is each change of how it stands, and nothing of what is not known", () => {
    const within = news(undefined, {});
    const beyond = news(within.acts, { files: [file("src/a.ts")] });
    const many = Array.from({ length: 21 }, (_, index) => file(`docs/market/${index}.md`));
    const more = news(beyond.acts, { files: [file("src/b.ts"), ...many] });
    const back = news(more.acts, {});
    expect([within, beyond, more, back].map(({ told }) => told.map(({ kind }) => kind))).toEqual([
      ["agent_within"],
      ["agent_beyond"],
      ["agent_beyond"],
      ["agent_within"],
    ]);
    const snapshot = snapshotOf({});
    const { pullRequest } = snapshot.item;
    if (!pullRequest) throw new Error("there is no pull request");
    const unread = { ...pullRequest, changedFiles: { known: false, reason: "too many" } as const };
    const parts = agentParts(input({ over: { snapshot: { ...snapshot, item: { ...snapshot.item, pullRequest: unread } } } }));
    expect(agentsMade(parts, null)).toEqual([]);
  });
  test("is the word about what it destroys, by whom it was", () => {
    const gone = { files: [file("docs/market/a.md", "removed")], comments: [{ by: "paula", body: "/confirm destructive" }] };
    const { words } = madeIn({ ...gone, over: { stands: agentStandsOf(snapshotOf(gone), null) } });
    const first = wordNews(undefined, words);
    expect(first.told).toMatchObject([
      { kind: "agent_confirmed", actor: { login: "paula" }, data: { agent: "scanner", word: "destructive", commentId: 9 } },
    ]);
    expect(wordNews(first.acts, words).told).toEqual([]);
  });
  test("is that a bot which nobody declared was refused", () => {
    const wish = { author: account("renovate", "Bot"), config: `${CONFIG}agents: { undeclared: refuse }\n` };
    expect(news(undefined, wish).told).toMatchObject([{ kind: "agent_refused", data: { agent: null, why: ["undeclared"] } }]);
  });
});

describe("the check", () => {
  const checkOf = (wish: Wish, over: Partial<PullRequestVerdict> = {}) => {
    const given = input(wish);
    const { snapshot, policy } = given;
    const verdict = judgePullRequest({
      snapshot,
      policy,
      problems: [],
      issues: [],
      own: null,
      policyPull: null,
      agents: judgeAgents(given),
    });
    return renderPullRequestCheck({ ...verdict, ...over }, { headSha: "h1", detailsUrl: null });
  };
  test("names the files, and is red whoever is exempt", () => {
    const config = `${CONFIG}pull_requests: { exempt: { labels: [free], authors: ["scanner[bot]"] } }\n`;
    const run = checkOf({ files: [file("src/a.ts"), file("src/b.ts"), file("src/c.ts")], config });
    expect(run).toMatchObject({ conclusion: "failure", output: { title: "Scanner left its radius: src/a.ts, src/b.ts and 1 more" } });
    expect(run.output.summary).toContain("No word lifts that");
  });
  test("waits for a word, and says whose", () => {
    const run = checkOf({ files: [file("docs/market/a.md", "removed")] });
    expect(run).toMatchObject({
      conclusion: "action_required",
      output: { title: "pm must confirm what Scanner destroys: docs/market/a.md" },
    });
  });
  test("tells of what is only reported, and passes", () => {
    const run = checkOf({ author: account("renovate", "Bot") });
    expect(run.conclusion).toBe("success");
    expect(run.output.summary).toContain("declares `renovate[bot]`");
  });
  test("only says so where Baton observes", () => {
    const run = checkOf({ files: [file("src/a.ts")], config: CONFIG.replace("block", "observe") });
    expect(run.conclusion).toBe("success");
    expect(run.output.title).toContain("would not pass");
  });
});
