import { stringify } from "yaml";
import { replay, type Path } from "./path.js";
import { AUTHOR, holds, ROLES } from "./people.js";
import { BRIEF, bodyText, briefText } from "./policies.js";
import { stageOf } from "./record.js";
import { redGates } from "./truth.js";
import type { Word, World } from "./world.js";

const SECTIONS = { problem: "Problem", evidence: "Evidence", red: "Evidence", notes: "Notes" } as const;

/**
 * A violation as a text for `contracts/tests`: its steps as comments, for such a test judges a moment and tells no story, and what the gates
 * must say of the moment before the last look.
 */
export function storyOf(kind: string, path: Path): string {
  const before = replay({ ...path, steps: path.steps.slice(0, -1) })?.world;
  const told = [`Wrong: ${kind}`, `Begins: ${path.root}, ${path.slow ? "each act takes a second" : "in one second until time passes"}`];
  const steps = path.steps.map((step, index) => `${index + 1}. ${step}`);
  const comments = [...told, ...steps].map((line) => `# ${line}`).join("\n");
  return before ? `${comments}\n${stringify(testOf(kind, before), { lineWidth: 0 })}` : comments;
}

function testOf(kind: string, world: World): object {
  const from = stageOf(world.record) ?? "discover";
  const red = redGates(world, from, Infinity);
  return {
    contract: from === "decide" ? "decide-to-build" : "discover-to-decide",
    given: {
      clock: timeOf(world.now + 1000),
      author: world.logins[AUTHOR],
      body: bodyText(world.body),
      ...lastEdit(world),
      labels: world.labels,
      comments: world.words.filter((word) => !word.hidden).map((word) => commentOf(world, word)),
      members: Object.fromEntries(ROLES.map((role) => [role, world.logins.filter((_, id) => holds(id, role, world.files))])),
      documents: { [BRIEF]: briefText(world.files.brief) },
    },
    cases: [{ name: kind, expect: red.length === 0 ? { green: true } : { red } }],
  };
}

function commentOf(world: World, { by, text, at, editedAt }: Word): object {
  return { by: world.logins[by], body: text, at: timeOf(at), ...(editedAt === null ? {} : { edited_at: timeOf(editedAt) }) };
}

function lastEdit({ bodies }: World): object {
  const [before, last] = bodies.slice(-2);
  if (!before || !last) return {};
  const keys = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[];
  const sections = keys.filter((key) => before.body[key] !== last.body[key]).map((key) => SECTIONS[key]);
  return { edited_at: timeOf(last.at), edited_sections: [...new Set(sections)] };
}

function timeOf(at: number): string {
  return new Date(at).toISOString().replace(".000", "");
}
