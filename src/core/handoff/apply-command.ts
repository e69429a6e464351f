import { agentOf } from "../policy/agents/accounts.js";
import { loginOf, refuse, say, type Command, type Effect } from "./answers.js";
import type { CommandDefinition } from "./commands/define.js";
import type { Turn } from "./turn.js";

/** Applies one command to the turn, where it has a place; else returns the reply that says why not. */
export function applyCommand(command: CommandDefinition, turn: Turn, act: Command, observing: boolean): Effect {
  const effect = outsideItsPlace(command, turn, act, observing) ?? command.run(turn, act);
  if (effect.did === "reply") command.refused?.(turn, act);
  return effect;
}

function outsideItsPlace({ worksWhen, who }: CommandDefinition, turn: Turn, act: Command, observing: boolean): Effect | null {
  const by = loginOf(act);
  const typed = act.command.name;
  // Also what it asked for, or held, before it was declared.
  if (who !== "anyone" && agentOf(turn.policy, act.comment.author)) return refuse(turn, typed, by, { why: "agent" }, []);
  if (turn.snapshot.item.state === "closed" && !worksWhen.closed) return say({ kind: "closed", by, command: typed });
  return observing && !worksWhen.observing ? say({ kind: "observing", by, command: typed }) : null;
}
