import { once } from "node:events";
import type { Story } from "./act.js";
import { play, type Ending } from "./play.js";
import { openStage, type Stage } from "./stage.js";
import { Watch } from "./watch.js";
import { STORIES, type StoryName } from "./stories.js";
import { createTerminal, type Terminal } from "./terminal.js";
import { DRAFT } from "./briefs.js";
import { setScene } from "./cast.js";

/** What `baton demo` takes. */
export interface DemoOptions {
  /** One act alone; left out: all, one after the other. */
  act?: StoryName;
  stats?: boolean;
  serve?: boolean;
  port?: number;
}

/** Plays what is asked for against the embedded GitHub. Returns the exit code: 0 only when all ended as told. */
export async function demo(options: DemoOptions): Promise<number> {
  const terminal = createTerminal(process.stdout, () => new Date());
  const stage = await openStage(options.serve && options.port ? { port: options.port } : {});
  try {
    if (options.serve) return await serve(stage, terminal);
    terminal.prose("An embedded GitHub, the real App behind real webhooks, an embedded database. Nothing leaves this machine.");
    return await tell(stage, terminal, options);
  } finally {
    await stage.close();
  }
}

async function tell(stage: Stage, terminal: Terminal, options: DemoOptions): Promise<number> {
  const stories: Story[] = options.act === undefined ? Object.values(STORIES) : [STORIES[options.act]];
  const endings: Ending[] = [];
  for (const story of stories) {
    terminal.line("");
    terminal.prose(story.title);
    endings.push(await play(stage, terminal, story));
  }
  terminal.line("\nThe living comment at the end:\n");
  terminal.prose(readable(endings.at(-1)?.watch.living() ?? ""), "  ");
  if (options.stats) printStats(stage, terminal);
  terminal.line("");
  const broken = endings.flatMap((ending) => ending.broken);
  for (const line of broken) terminal.prose(`Not as told: ${line}`);
  const ending = broken.length === 0 ? stories.map((story) => story.ending).join(". ") : "The story did not end as told";
  terminal.prose(`${ending}, after ${requestsOf(stage)}.`);
  return broken.length === 0 ? 0 : 1;
}

/** A comment as a terminal can show it: without HTML, and without links to pages that are gone when the demo ends. */
function readable(comment: string): string {
  return comment
    .replace(/\[([^\]]*)\]\(http:\/\/127\.0\.0\.1[^)]*\)/g, "$1")
    .replace(/<\/?(?:details|summary|sub)>/g, "")
    .replace(/\n{3,}/g, "\n\n");
}

function requestsOf(stage: Stage): string {
  const { reads, writes, graphql, notModified } = stage.hub.requests.summarise();
  return `${graphql + reads + writes} requests to GitHub (${graphql} GraphQL, ${reads} REST reads, ${writes} writes; ${notModified} more were answered from cache)`;
}

function printStats(stage: Stage, terminal: Terminal): void {
  const counts = new Map<string, number>();
  for (const { kind, method, route, path } of stage.hub.requests) {
    const name = kind === "graphql" ? "GraphQL query" : `${method} ${route ?? path}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  terminal.line("\nRequests to GitHub, by operation (the App's own token requests included):");
  for (const [name, count] of [...counts].toSorted((a, b) => b[1] - a[1])) terminal.line(`  ${String(count).padStart(4)}  ${name}`);
}

async function serve(stage: Stage, terminal: Terminal): Promise<number> {
  const watch = new Watch(stage.hub, setScene(stage.hub));
  await stage.quiet();
  watch.opens(DRAFT);
  watch.opensPull();
  await stage.quiet();
  terminal.line(`The embedded GitHub runs at ${stage.hub.url}/${watch.repo}/issues/${watch.issue}`);
  terminal.line(`Baton's pages are at ${stage.baton.url}/${watch.repo} (sign in as anybody)`);
  terminal.line(
    "paula (product manager) has opened an issue with a first brief. Choose who you are at the top of the page: paula, omar (portfolio owner), ana (architect), eve (an outsider).",
  );
  terminal.line("As paula, add the label `stage: decide` and follow what Baton asks for. Ctrl+C ends it.");
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  return 0;
}
