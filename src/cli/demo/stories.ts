import type { Story } from "./act.js";
import { AGENT_ACTS } from "./agent-acts.js";
import { setAgentScene, setScene } from "./cast.js";
import { HANDOFF_ACTS } from "./handoff-acts.js";

/** What the demo can tell, in order. */
export const STORIES = {
  handoff: {
    title: "A hand-off: work changes hands only when its contract is met.",
    scene: setScene,
    acts: HANDOFF_ACTS,
    ending: "Two hand-offs were accepted: the issue is in Build",
  },
  roles: {
    title: "Roles and agents: an agent is held to what its file allows, not to what its prompt promises.",
    scene: setAgentScene,
    acts: AGENT_ACTS,
    ending:
      "Of the agent's seven issues five were taken and two stopped, its pull request stays red, its one text counts because its overseer confirmed it, and a push of fresh figures let the hand-off go on",
  },
} satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;
