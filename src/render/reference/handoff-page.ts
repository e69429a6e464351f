import type { EventType } from "../../core/handoff/events.js";
import type { RefusalReason, Refused, Rule } from "../../core/handoff/rule.js";
import type { State } from "../../core/record/state.js";
import { TABLE } from "../../core/handoff/table.js";
import { cell } from "../markdown.js";

type Cell = Refused | Pick<Rule<never, never>, "does" | "to">;

const STATES: Record<State, string> = {
  ungoverned: "the policy has no place for the item",
  resting: "in a stage, and nothing is asked for",
  blocked: "asked for, and a gate is red",
  awaiting: "all gates are green; the receivers are asked",
  rejected: "a receiver sent it back",
  held: "somebody stopped it for everybody",
};

const EVENTS: Record<EventType, string> = {
  governed: "the policy puts it into a stage",
  requested: "`/handoff` or a stage's label",
  moved_back: "the same, for an earlier stage",
  followed: "a label moves it while Baton observes",
  withdrawn: "`/withdraw`",
  rejected: "`/reject REASON`",
  held: "`/hold REASON`",
  unheld: "`/unhold`",
  code_given: "`/override`",
  seconded: "`/override CODE: REASON` by the first of two",
  override_lost: "that word is taken back",
  forced: "`/override CODE: REASON`, enough people",
  text_changed: "the body changes after a rejection",
  content_gone: "a linked document is unlinked",
  gates_red: "a gate is red",
  gates_green: "every gate is green",
  ack_void: "what an ack is bound to changed",
  ack_refused: "an ack is refused",
  acks_counted: "`/ack`, others are wanted",
  acknowledged: "`/ack`, and no more are wanted",
  boundary_gone: "no contract covers the boundary any more",
  released: "the policy does not know the stage any more",
};

const REFUSALS: Record<RefusalReason, string> = {
  not_governed: "not governed",
  nothing_requested: "nothing is requested",
  gates_not_green: "the gates are not green",
  sent_back: "it was sent back",
  held: "it is held",
  not_held: "nobody holds it",
  not_sent_back: "it was not sent back",
};

/** The events of the picture: what people meet with every day, in their words. */
const SHOWN: Partial<Record<EventType, string>> = {
  requested: "/handoff or the next label",
  gates_green: "the last gate turns green",
  gates_red: "a gate turns red",
  acknowledged: "/ack by the receiving role",
  rejected: "/reject",
  text_changed: "the text is mended",
  held: "/hold",
  unheld: "/unhold",
  withdrawn: "/withdraw",
  forced: "/override by two people",
};

const NAMES: Partial<Record<State, string>> = {
  resting: "In a stage, with a receipt",
  blocked: "handoff: blocked",
  awaiting: "handoff: awaiting ack",
  rejected: "sent back",
  held: "held",
};

const states = Object.keys(STATES) as State[];
const events = Object.keys(EVENTS) as EventType[];

/** The page of the hand-off's table: every state, every event, and the picture of it. */
export function handoffPage(): string {
  return [
    "# The hand-off, state by state",
    "Printed from `src/core/handoff/table.ts` by `npm run docs:handoff`. An arrow names the state that follows; a cell in italics says why nothing happens.",
    states.map((state) => `* **${state}**: ${STATES[state]}`).join("\n"),
    handoffDiagram(),
    handoffTable(),
  ].join("\n\n");
}

/** Every state and every event as a Markdown table. */
export function handoffTable(): string {
  const head = ["| What happens |", ...states.map((state) => ` ${state} |`)].join("");
  const rows = events.map(
    (event) => `| ${[EVENTS[event], ...states.map((state) => inCell(state, TABLE[state][event]))].map(cell).join(" | ")} |`,
  );
  return [head, `|---|${states.map(() => "---|").join("")}`, ...rows].join("\n");
}

function inCell(state: State, found: Cell): string {
  if ("refuses" in found) return `*${REFUSALS[found.refuses]}*`;
  const to = leadingTo(found, state);
  return to.length === 0 ? found.does : `${found.does} → ${to.join(", ")}`;
}

/** The hand-off as a Mermaid state diagram, in a fence: the README shows it. */
export function handoffDiagram(): string {
  const names = Object.entries(NAMES).map(([state, name]) => `    state "${name}" as ${state}`);
  return ["```mermaid", "stateDiagram-v2", "    direction LR", ...names, "    [*] --> resting", ...arrows(), "```"].join("\n");
}

function arrows(): string[] {
  const labels = new Map<string, string[]>();
  for (const from of states) {
    for (const [event, words] of Object.entries(SHOWN) as [EventType, string][]) {
      for (const to of leadsTo(from, event)) {
        const arrow = `    ${from} --> ${to}`;
        labels.set(arrow, [...(labels.get(arrow) ?? []), words]);
      }
    }
  }
  return [...labels].map(([arrow, words]) => `${arrow}: ${words.join(", ")}`);
}

function leadsTo(from: State, event: EventType): State[] {
  const found: Cell = TABLE[from][event];
  return "refuses" in found || from === "ungoverned" ? [] : leadingTo(found, from);
}

function leadingTo({ to }: Pick<Rule<never, never>, "to">, from: State): State[] {
  return to.filter((next) => next !== from).filter((next) => next !== "same");
}
