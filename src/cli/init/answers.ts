import { slug } from "../../core/form/slug.js";
import { DPOS } from "../../core/policy/presets.js";
import type { Role, Stage } from "../../core/policy/types.js";
import type { Read } from "../common/prompt.js";
import { LOGIN, LONGEST_ID } from "./read.js";
import type { AgentAnswer, Engaged } from "./role-answers.js";
import type { Shipped } from "./shipped.js";

/** What somebody said of the hand-off that hurts most. */
export interface Answers {
  from: Stage;
  to: Stage;
  giver: Role;
  taker: Role;
  /** Further roles with their people. */
  others: Role[];
  /** The contract that comes with Baton for this boundary, where it is taken. */
  shipped: Shipped | null;
  /** Why it is not taken though nobody refused it, and how it would be; null else. */
  declined: string | null;
  /** Roles of whom it was said how they take part. */
  engaged: Engaged[];
  agent: AgentAnswer | null;
}

const TEAM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** Takes a stage's name and the stages that are there; returns the stage: one of these, of those that ship, or a new one. */
export function readStage(text: string, there: readonly Stage[] = []): Read<Stage> {
  const id = slug(text, LONGEST_ID);
  if (id === "") return { ok: false, reason: "a stage needs a name with letters from a to z, or digits" };
  const known = [...there, ...DPOS].find((stage) => stage.id === id);
  return { ok: true, value: known ?? { id, name: nameOf(text), label: `stage: ${id}`, question: "", output: "" } };
}

/** Takes `role`, or `role=login,organisation/team`; returns the role with its people. */
export function readRole(text: string): Read<Role> {
  const [name = "", ...people] = text.split("=");
  if (/^\s*@|\//.test(name)) return { ok: false, reason: `give the role first, then who holds it: architect=${name.trim().slice(0, 60)}` };
  const id = slug(name, LONGEST_ID);
  if (id === "") return { ok: false, reason: "a role needs a name with letters from a to z, or digits, such as data-pm" };
  const read = readPeople(people.join("="));
  return read.ok ? { ok: true, value: { id, ...read.value } } : read;
}

/** Takes logins and teams, with commas between them; returns them apart. None is an answer, too. */
export function readPeople(text: string): Read<Omit<Role, "id">> {
  const entries = text
    .split(",")
    .map((entry) => entry.trim().replace(/^@/, ""))
    .filter((entry) => entry !== "");
  const stranger = entries.find((entry) => !LOGIN.test(entry) && !TEAM.test(entry));
  if (stranger !== undefined) return { ok: false, reason: `"${stranger.slice(0, 60)}" is neither a login nor a team such as acme/data-pm` };
  const isTeam = (entry: string) => entry.includes("/");
  return { ok: true, value: { users: entries.filter((entry) => !isTeam(entry)), teams: entries.filter(isTeam) } };
}

function nameOf(text: string): string {
  const tidy = text
    .replace(/[^\p{L}\p{N} -]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_ID);
  return tidy.charAt(0).toUpperCase() + tidy.slice(1);
}
