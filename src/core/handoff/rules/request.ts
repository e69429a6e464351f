import type { Handoff, Request } from "../../record/state.js";
import { samePerson, type Person } from "../../facts/person.js";
import { engagementIn } from "../engagement.js";
import { into, rest, rule, type Facts, type Step } from "../rule.js";
import type { EventOf } from "../events.js";
import type { Effect } from "../effects.js";
import { receiptOf } from "../receipts.js";

type Requested = EventOf<"requested">;

/** Who asked may not acknowledge: nobody is forgotten of those who can ask within one second. */
const MOST_ASKING = 1000;

/** What every state of a hand-off carries on. */
export function requestOf(handoff: Handoff): Request {
  const { sequence, from, to, contract, requestedBy, alsoRequestedBy, requested, via, asked, gone, voided, refused, override } = handoff;
  return { sequence, from, to, contract, requestedBy, alsoRequestedBy, requested, via, asked, gone, voided, refused, override };
}

/** The first request out of a stage. */
export const open = rule<"resting", "requested">("a hand-off begins", ["blocked"], (_none, event, facts) => opened(event, facts));

/** A request while another is open: for the same stage it changes nothing, for another one it takes its place. */
export const again = rule<"blocked" | "awaiting", "requested">(
  "for the same stage: stays; for another: that hand-off begins",
  ["same", "blocked"],
  (handoff, event, facts) => (handoff.to === event.to ? into(alsoAsked(handoff, event)) : opened(event, facts)),
);

/** Answering a rejection with a request. */
export const answer = rule<"rejected", "requested">("the rejection is lifted", ["blocked"], (handoff, event, facts) => {
  if (handoff.to !== event.to) return opened(event, facts);
  const { by, moment } = event;
  const effects: Effect[] = [decided(event, { sequence: handoff.sequence, again: true })];
  return into({ ...requestOf(handoff), state: "blocked", judged: false, requested: moment, requestedBy: by }, effects);
});

function opened(event: Requested, facts: Facts): Step {
  const { record } = facts;
  const { to, by, moment, via, contract } = event;
  const sequence = record.sequence + 1;
  const blank = { alsoRequestedBy: [], asked: null, gone: null, voided: [], refused: [], override: null };
  const request: Request = {
    ...blank,
    sequence,
    from: contract.stage.from,
    to,
    contract: contract.id,
    requestedBy: by,
    requested: moment,
    via,
  };
  return into({ ...request, state: "blocked", judged: false }, [
    { do: "count" },
    decided(event, { sequence, again: false }),
    ...consulted(event, facts),
  ]);
}

/** Who is to be consulted before the work leaves the stage is told, once in each stay there. */
function consulted({ to, by, contract: { stage } }: Requested, { policy, record }: Facts): Effect[] {
  const roles = engagementIn(policy, stage.from).engagement?.consult ?? [];
  const key = `consult:${stage.from}:${record.entered.at ?? 0}`;
  return roles.length === 0
    ? []
    : [{ do: "notify", notice: { key, what: "consult", consult: { roles, from: stage.from, to, by: by.login } } }];
}

function decided({ by, to, via, contract }: Requested, which: { sequence: number; again: boolean }): Effect {
  return { do: "decide", kind: "requested", actor: by, data: { from: contract.stage.from, to, via, ...which } };
}

// Within one second nobody knows who asked first; and what was asked before an edit that lifted a rejection answered that rejection.
function alsoAsked<H extends Handoff>(handoff: H, { at, by }: Requested): H {
  const known: Person[] = [handoff.requestedBy, ...handoff.alsoRequestedBy];
  if (at > (handoff.requested.at ?? at) || known.some((person) => samePerson(person, by))) return handoff;
  return { ...handoff, alsoRequestedBy: [...handoff.alsoRequestedBy, by].slice(0, MOST_ASKING) };
}

/** Whoever asked, or may give, takes the request back. */
export const withdraw = rule<Handoff["state"], "withdrawn">("the request is taken back", ["resting"], (handoff, { by, at }) =>
  rest([
    { do: "remark", remark: { kind: "withdrawn", at, by: by.login, to: handoff.to } },
    { do: "decide", kind: "withdrawn", actor: by, data: { to: handoff.to, sequence: handoff.sequence, reason: null } },
  ]),
);

/** The contract of the boundary is gone, or two apply: nothing may cross it. */
export const cancel = rule<Handoff["state"], "boundary_gone">(
  "the request is dropped",
  ["resting"],
  ({ from, to, sequence }, _event, { now }) =>
    rest([
      { do: "remark", remark: { kind: "no_contract", at: now, by: null, from, to } },
      { do: "decide", kind: "withdrawn", actor: null, data: { to, sequence, reason: "no_contract" } },
    ]),
);

/** Back to an earlier stage: no contract, but recorded, and acks are void with the hand-off that they belonged to. */
export const moveBack = rule<"resting" | "blocked" | "awaiting" | "rejected", "moved_back">(
  "the item returns to the earlier stage",
  ["resting"],
  (_handoff, { to, by }, facts) => {
    const receipt = { ...receiptOf(facts, "backward", to), by: by ? [by] : [] };
    return rest([
      { do: "enter", receipt, handedOff: {} },
      { do: "decide", kind: "backward", actor: by, data: { receipt } },
    ]);
  },
);
