import type { CheckRunView, CommentView, Hub, Person } from "../../sandbox/index.js";

/** Plays the people of the story, and looks at what Baton made of it. */
export class Watch {
  readonly repo: string;
  issue = 0;
  pull = 0;
  /** The issues that an agent opened, in order. */
  tickets: number[] = [];
  #hub: Hub;
  #lastComment = 0;

  constructor(hub: Hub, repo: string) {
    this.#hub = hub;
    this.repo = repo;
  }

  as(login: string): Person {
    return this.#hub.as(login);
  }

  opens(body: string): void {
    this.issue = this.as("paula").openIssue(this.repo, {
      title: "Compare cohorts without exporting patients",
      body,
      labels: ["problem-brief"],
    });
  }

  opensPull(): void {
    this.opensPullAs("eli", { title: "Cohort comparison", body: `Closes #${this.issue}` });
  }

  opensPullAs(login: string, wish: { title: string; body?: string; files?: Record<string, string> }): void {
    this.pull = this.as(login).openPullRequest(this.repo, wish);
  }

  /** Issues one right after the other; the story goes on with the first. */
  opensTickets(login: string, tickets: readonly { title: string; body: string }[]): void {
    this.tickets = tickets.map((ticket) => this.as(login).openIssue(this.repo, ticket));
    this.issue = this.tickets[0] ?? 0;
  }

  comments(login: string, body: string): void {
    this.#lastComment = this.as(login).comment(this.repo, this.issue, body);
  }

  /** Webhooks wait while the people act. */
  whileHeld(acts: () => void): void {
    this.#hub.webhooks.hold();
    acts();
    this.#hub.webhooks.release();
  }

  labels(number = this.issue): string[] {
    return this.#hub.issue(this.repo, number).labels;
  }

  /** The living comment as people see it; empty when there is none. */
  living(): string {
    return visible(this.#own().find((comment) => comment.body.includes("<!-- baton:living -->"))?.body ?? "");
  }

  /** The numbered steps of the living comment. */
  steps(): string[] {
    const [unfolded = ""] = this.living().split("<details>");
    return unfolded.split("\n").filter((line) => /^\s*(\d+\.|[*-]\s|\*\*(Next|Then))/.test(line));
  }

  redSteps(): number {
    return this.steps().filter((line) => /^\d+\./.test(line)).length;
  }

  /** Baton's comments that contain the words. */
  saying(words: string): string[] {
    return this.#own()
      .map((comment) => visible(comment.body))
      .filter((text) => text.includes(words) && !text.startsWith("###"));
  }

  /** Baton's reply to the last comment; empty when there is none. */
  reply(): string {
    return visible(this.#own().find((comment) => comment.body.includes(`<!-- baton:reply:${this.#lastComment} -->`))?.body ?? "");
  }

  /** All that Baton wrote on an item, as people see it. */
  said(number: number): string[] {
    return this.#own(number).map((comment) => visible(comment.body));
  }

  /** Baton's newest comment. */
  lastOwn(): string[] {
    return this.#own()
      .slice(-1)
      .map((comment) => visible(comment.body));
  }

  /** The check run `baton` on the pull request's head. */
  check(): CheckRunView | undefined {
    const sha = this.#hub.issue(this.repo, this.pull).headSha;
    return sha === null ? undefined : this.#hub.checkRuns(this.repo, sha).find((run) => run.name === "baton");
  }

  #own(number = this.issue): CommentView[] {
    return this.#hub.issue(this.repo, number).comments.filter((comment) => comment.author === "baton[bot]");
  }
}

function visible(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, "").trim();
}
