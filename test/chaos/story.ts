import type { Hub } from "../../src/sandbox/index.js";
import { READY, smallPolicy } from "../scenarios/rig.js";

/** Sets the scene: repositories with a short lifecycle, and the people for it. Returns the repositories' names. */
export function setScene(hub: Hub, repositories: number): string[] {
  hub.createOrganization("acme");
  hub.createUser("pia", "ana");
  hub.createTeam("acme", "architects", { members: ["ana"] });
  const files = { "README.md": "# Here\n", ...smallPolicy() };
  const collaborators = { pia: "write", ana: "write" } as const;
  return Array.from({ length: repositories }, (_, n) => hub.createRepository({ owner: "acme", name: `app${n}`, files, collaborators }));
}

/** Items on their way through one hand-off. */
export class Story {
  readonly items: { repo: string; number: number; step: number }[] = [];
  readonly #hub: Hub;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** Opens an issue, now and then with a pull request beside it. */
  open(repo: string): void {
    const number = this.#hub.as("pia").openIssue(repo, { title: `Item ${this.items.length}`, body: READY });
    if (this.items.length % 4 === 0)
      this.#hub.as("pia").openPullRequest(repo, { title: "Change", body: `Closes #${number}`, files: { "a.txt": String(number) } });
    this.items.push({ repo, number, step: 0 });
  }

  /** Lets an item take its next step, when it is ready for it: the request, the acknowledgement. Returns whether there was one. */
  advance(item: Story["items"][number]): boolean {
    const labels = this.#labels(item);
    if (item.step === 0 && labels.includes("stage: todo")) this.#hub.as("pia").comment(item.repo, item.number, "/handoff doing");
    else if (item.step === 1 && labels.includes("handoff: awaiting ack")) this.#hub.as("ana").comment(item.repo, item.number, "/ack");
    else return false;
    item.step += 1;
    return true;
  }

  /** Items that have not arrived. */
  unfinished(): Story["items"] {
    return this.items.filter((item) => !this.#labels(item).includes("stage: doing"));
  }

  #labels(item: { repo: string; number: number }): string[] {
    return this.#hub.issue(item.repo, item.number).labels;
  }
}

/** Everything the App did twice, in words; empty when it did nothing twice. */
export function doubled(hub: Hub, repos: string[]): string[] {
  return [...repos.flatMap((repo) => [...doubledComments(hub, repo), ...doubledChecks(hub, repo)]), ...doubledLabels(hub)];
}

function doubledComments(hub: Hub, repo: string): string[] {
  return hub.issues(repo).flatMap((issue) => {
    const own = issue.comments.filter((comment) => comment.author === "baton[bot]");
    const keys = own.map((comment) => /<!-- baton:(?!state)([^ ]+) -->/.exec(comment.body)?.[1] ?? comment.body);
    return twice(keys).map((key) => `${repo}#${issue.number}: the comment ${key}`);
  });
}

function doubledChecks(hub: Hub, repo: string): string[] {
  const heads = [...new Set(hub.issues(repo).flatMap((issue) => issue.headSha ?? []))];
  return heads.flatMap((sha) => twice(hub.checkRuns(repo, sha).map((run) => run.name)).map((name) => `${repo}@${sha}: the check ${name}`));
}

/** In this story every label goes on an item once: a second time would be a write that was repeated after it had been undone. */
function doubledLabels(hub: Hub): string[] {
  const put = new Map<string, string>();
  for (const { guid, event, action, body } of hub.webhooks.log) {
    if (event !== "issues" || action !== "labeled") continue;
    const { repository, issue, label } = JSON.parse(body) as {
      repository: { full_name: string };
      issue: { number: number };
      label: { name: string };
    };
    put.set(guid, `${repository.full_name}#${issue.number}: the label ${label.name}`);
  }
  return twice([...put.values()]);
}

function twice(values: string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
