import { COMMAND_WORDS } from "../../src/core/handoff/commands/find.js";
import { CONFIRMED, isAlive, isRead, lastWord, labelOf, nextLabel, oldestConfirmation, open, UNTIL, WAIVED } from "./moments.js";
import { account, type Name } from "./people.js";
import { WHEN } from "./policies.js";
import { handoffOf, stageOf } from "./record.js";
import { changeWord, edit, label, pass, push, say, stands, tick, type Channel, type Word, type World } from "./world.js";

/** What an act can have to do with another: what it changes, and what it is held against. */
type Touch = Channel | "hand-off" | "green" | "receivers" | "code";

/** Something that can happen. Baton's looking is not among them: it is the explorer's business. */
export interface Act {
  name: string;
  /** Acts that touch nothing in common do nothing together that they do not do one by one. */
  touches: readonly Touch[];
  /** Whether it makes sense now; what makes none would only be explored in vain. */
  can?(world: World): boolean;
  /**
   * `alone`: whoever does it may not, so that nothing but an answer may come of it; it is only done to a world that Baton has just seen, and
   * looked at at once. `at once`: looked at at once, too.
   */
  idle?(world: World): "alone" | "at once" | false;
  do(world: World): World;
}

const HOUR = 60 * 60 * 1000;
const CONTENT: readonly Touch[] = ["problem", "evidence", "brief", "contract", "roles", "when"];
/** What a request comes to is a matter of the gates, too. */
const REQUEST: readonly Touch[] = ["hand-off", "green"];
const ALL: readonly Touch[] = [...CONTENT, "notes", "hand-off", "green", "receivers", "code"];
const CODE: readonly Touch[] = [...CONTENT, "hand-off", "code"];
const ACK: readonly Touch[] = [...CONTENT, "hand-off", "green", "receivers"];

const says = (name: Name, text: string) => (world: World) => say(world, account(name), text);

/** A second word of a kind by one person only once the first was read. */
function maySay(name: Name, text: string) {
  return (world: World): boolean =>
    !world.words.some((word) => word.by === account(name) && word.text.startsWith(text) && stands(word) && !isRead(world, word));
}

function speech(by: Name, text: string, touches: readonly Touch[], more: Partial<Act> = {}): Act {
  const can = (world: World) => maySay(by, text)(world) && more.can?.(world) !== false;
  return { name: `${by} says ${text}`, touches, do: says(by, text), ...more, can };
}

const alone = () => "alone" as const;

function idle(name: string, act: (world: World) => World): Act {
  return { name, touches: ALL, idle: alone, do: act };
}

/** Who asks again while the hand-off is open is only told so. */
function mayAsk(world: World): boolean {
  const undone = (word: Word) => /^.(withdraw|reject)/.test(word.text) && !isRead(world, word);
  return !open(world) || handoffOf(world.record)?.state === "rejected" || world.words.some(undone);
}

const REQUESTS: Act[] = [
  {
    name: "pia adds the next stage's label",
    touches: REQUEST,
    can: (world) => mayAsk(world) && !world.labels.includes(nextLabel(world)),
    do: (world) => label(world, account("pia"), nextLabel(world), "labeled"),
  },
  speech("pia", "/handoff", REQUEST, { can: mayAsk }),
  speech("pm", "/handoff", REQUEST, { can: mayAsk }),
  idle("mal adds the next stage's label", (world) => label(world, account("mal"), nextLabel(world), "labeled")),
  idle("mal says /handoff", says("mal", "/handoff")),
  speech("pia", "/withdraw", REQUEST, { can: open }),
  idle("mal says /withdraw", says("mal", "/withdraw")),
];

const isDelegated = (world: World) => world.words.some((word) => word.text.startsWith("/delegate") && isAlive(world, word));

const ACKS: Act[] = [
  speech("ana", "/ack", ACK),
  // Ben is like Ana: he matters as the second.
  speech("ben", "/ack", ACK, {
    can: (world) => world.words.some((word) => word.by === account("ana") && /^.(ack|delegate)/.test(word.text) && isAlive(world, word)),
  }),
  speech("pia", "/ack", ACK, { idle: (world) => world.requester === account("pia") && "alone" }),
  idle("pm, the author, says /ack", says("pm", "/ack")),
  // Eve is like Mal while nothing makes her more.
  speech("eve", "/ack", ACK, { can: (world) => world.looked || world.files.roles === 1 || isDelegated(world) }),
  idle("mal says /ack", says("mal", "/ack")),
  speech("ana", "/reject not yet", [...REQUEST, "problem", "evidence", "notes"], { can: open }),
  idle("mal says /reject", says("mal", "/reject not yet")),
  {
    ...speech("ana", "/delegate", ["receivers", "roles"]),
    do: (world) => say(world, account("ana"), `/delegate @${world.logins[account("eve")] ?? ""} until ${UNTIL}`),
  },
  idle("mal says /delegate @eve", says("mal", `/delegate @eve until ${UNTIL}`)),
];

/** True while a word of this stage stands that nothing happened to: saying it again is in vain. */
function isSaid(text: string, channel: Channel) {
  return (world: World): boolean =>
    world.words.some(
      (word) => stands(word) && isAlive(world, word) && word.text.startsWith(text) && word.saw[channel] === world.versions[channel],
    );
}

const CONFIRMATIONS: Act[] = [
  speech("omar", `/confirm ${CONFIRMED}`, ["green", "problem", "contract"], {
    can: (world) => !isSaid(`/confirm ${CONFIRMED}`, "problem")(world),
  }),
  idle("ana says /confirm priority", says("ana", `/confirm ${CONFIRMED}`)),
  speech("omar", `/waive ${WAIVED} until ${UNTIL}: known`, ["green", "evidence", "contract"], {
    can: (world) => world.files.contract === 0 && !isSaid(`/waive ${WAIVED}`, "evidence")(world),
  }),
  idle("ana says /waive evidence", says("ana", `/waive ${WAIVED} until ${UNTIL}: known`)),
];

const OVERRIDES: Act[] = [
  speech("omar", "/override", ALL, { can: open, idle: alone }),
  { name: "omar says /override CODE", ...forcing("omar") },
  { name: "lea says /override CODE", ...forcing("lea") },
  idle("mal says /override", says("mal", "/override")),
];

function forcing(name: Name): Omit<Act, "name"> {
  return {
    touches: CODE,
    can: (world) => world.code !== null && open(world) && maySay(name, `/override ${world.code.text}`)(world),
    do: (world) => say(world, account(name), `/override ${world.code?.text ?? ""}: urgent`),
  };
}

function mayLift(world: World): boolean {
  return handoffOf(world.record)?.state === "held" || world.words.some((word) => word.text === "/hold wait" && !isRead(world, word));
}

const HOLDS: Act[] = COMMAND_WORDS.includes("hold")
  ? [
      speech("ana", "/hold wait", REQUEST),
      speech("ana", "/unhold", REQUEST, { can: mayLift }),
      idle("mal says /hold", says("mal", "/hold wait")),
      idle("mal says /unhold", says("mal", "/unhold")),
    ]
  : [];

const other = (value: 0 | 1) => (value === 0 ? 1 : 0);

const CHANGES: Act[] = [
  {
    name: "the placeholder is edited",
    touches: ["evidence"],
    can: ({ body }) => body.red,
    do: (world) => edit(world, { evidence: other(world.body.evidence) }),
  },
  { name: "the problem is edited", touches: ["problem"], do: (world) => edit(world, { problem: other(world.body.problem) }) },
  {
    name: "the notes are edited",
    touches: ["notes", "problem", "evidence"],
    can: (world) => world.words.some((word) => !isRead(world, word)),
    do: (world) => edit(world, { notes: other(world.body.notes) }),
  },
  {
    name: "the evidence becomes a placeholder, or text again",
    touches: ["evidence", "green"],
    do: (world) => edit(world, { red: !world.body.red }),
  },
  { name: "the document is changed", touches: ["brief"], do: (world) => push(world, { brief: other(world.files.brief) }) },
  {
    name: "the contract is loosened, or tightened again",
    touches: ["contract", "green"],
    do: (world) => push(world, { contract: other(world.files.contract) }),
  },
  {
    name: "eve is put into the receiving role, or out of it",
    touches: ["roles"],
    do: (world) => push(world, { roles: other(world.files.roles) }),
  },
  {
    name: "the label that a gate's `when` reads is put on, or taken off",
    touches: ["when", "green"],
    do: (world) => label(world, account("mal"), WHEN, world.labels.includes(WHEN) ? "unlabeled" : "labeled"),
  },
];

const LABELS: Act[] = [
  {
    name: "pia adds a stage label that is not next",
    // Back to the stage before, where everything begins anew.
    touches: ALL,
    idle: (world) => stageOf(world.record) === "discover" && "alone",
    do: (world) => label(world, account("pia"), labelOf(stageOf(world.record) === "discover" ? "build" : "discover"), "labeled"),
  },
  {
    name: "the accepted stage's label is taken off",
    touches: ["hand-off"],
    idle: alone,
    can: (world) => world.labels.includes(labelOf(stageOf(world.record) ?? "")),
    do: (world) => label(world, account("mal"), labelOf(stageOf(world.record) ?? ""), "unlabeled"),
  },
];

// A word that is taken back before anybody read it leaves nothing that others could be mixed with.
function lastUnread(world: World): "at once" | false {
  const last = lastWord(world);
  return last !== undefined && !isRead(world, last) && "at once";
}

const TAKING_BACK: Act[] = [
  { name: "the last comment is edited", idle: lastUnread, ...onWord(lastWord, ({ now }) => ({ editedAt: now })) },
  { name: "the last comment is deleted", idle: lastUnread, ...onWord(lastWord, () => null) },
  { name: "the last comment is hidden", idle: lastUnread, ...onWord(lastWord, () => ({ hidden: true })) },
  { name: "the confirmation is deleted", ...onWord(oldestConfirmation, () => null) },
];

function onWord(of: (world: World) => Word | undefined, change: (world: World) => Partial<Word> | null): Omit<Act, "name"> {
  return {
    touches: ACK,
    can: (world) => of(world) !== undefined,
    do: (world) => changeWord(world, of(world)?.id ?? 0, change(tick(world))),
  };
}

/** To whoever looks later, a name that was changed after the word looks the same as one that was changed before it. */
const RENAMES: Act[] = [
  { ...renamed("pia", "/ack"), can: (world) => world.requester === account("pia") },
  renamed("pm", "/ack"),
  { ...renamed("ana", "/ack"), can: isSaid("/ack", "notes") },
  {
    ...renamed("omar", "/override CODE"),
    can: (world) => open(world) && isSaid(`/override ${world.code?.text ?? "?"}`, "notes")(world),
    do: (world) => forcing("omar").do(withOtherLogin(world, "omar")),
  },
  {
    ...renamed("ana", "/ack"),
    name: "ana's account takes another name, eve takes hers, and says /ack",
    do: (world) => {
      const [ana, eve] = [account("ana"), account("eve")];
      const taken = world.logins[eve] === "ana" ? ["ana", "eve"] : ["ana-2", "ana"];
      return says("eve", "/ack")({ ...world, logins: world.logins.with(ana, taken[0] ?? "").with(eve, taken[1] ?? "") });
    },
  },
];

function renamed(name: Name, text: string): Act {
  return {
    name: `${name}'s account takes another name, and says ${text}`,
    touches: ACK,
    idle: alone,
    do: (world) => says(name, text)(withOtherLogin(world, name)),
  };
}

/** There and back, as long as nobody else took the name. */
function withOtherLogin(world: World, name: Name): World {
  const id = account(name);
  const login = [name, `${name}-2`, `${name}-3`].find((each) => !world.logins.includes(each)) ?? name;
  return { ...world, logins: world.logins.with(id, login) };
}

const TIME: Act[] = [
  { name: "a second passes", touches: ALL, can: (world) => !world.slow, do: (world) => pass(world, 1000) },
  { name: "an hour passes", touches: ALL, can: (world) => world.code !== null && open(world), do: (world) => pass(world, HOUR + 60_000) },
  {
    name: "a day passes",
    touches: ALL,
    idle: alone,
    can: (world) => handoffOf(world.record)?.state === "awaiting",
    do: (world) => pass(world, 24 * HOUR + 60_000),
  },
];

/** All acts of people, of the default branch and of time. A new one is a line here. */
export const ACTS: readonly Act[] = [
  ...REQUESTS,
  ...ACKS,
  ...CONFIRMATIONS,
  ...OVERRIDES,
  ...HOLDS,
  ...CHANGES,
  ...LABELS,
  ...TAKING_BACK,
  ...RENAMES,
  ...TIME,
];
