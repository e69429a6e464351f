import type { Act, Story } from "./act.js";
import { STORIES } from "./stories.js";
import { excerpt, type Terminal } from "./terminal.js";
import type { Stage } from "./stage.js";
import { Watch } from "./watch.js";

/** How a story ended. */
export interface Ending {
  watch: Watch;
  /** What should have happened and did not. */
  broken: string[];
}

/** Plays a story on the stage, a line per act. Every claim is checked against the embedded GitHub before it is printed as done. */
export async function play(stage: Stage, terminal: Terminal, story: Story = STORIES.handoff): Promise<Ending> {
  const watch = new Watch(stage.hub, story.scene(stage.hub));
  await stage.quiet();
  const broken: string[][] = [];
  for (const act of story.acts) broken.push(await playAct(act, stage, watch, terminal));
  return { watch, broken: broken.flat() };
}

async function playAct(act: Act, stage: Stage, watch: Watch, terminal: Terminal): Promise<string[]> {
  terminal.act(act.who, act.does);
  act.run(watch);
  await stage.quiet();
  const broken: string[] = [];
  for (const { says, holds } of act.expect) {
    const held = holds(watch);
    terminal.effect(says, held);
    if (!held) broken.push(`${act.who}, ${act.does}: Baton should have done this: ${says}`);
  }
  for (const line of (act.quote?.(watch) ?? []).flatMap(excerpt)) terminal.quote(line);
  return broken;
}
