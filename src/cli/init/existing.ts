import { isMap, isSeq, parseDocument, type Document } from "yaml";
import { DPOS } from "../../core/policy/presets.js";
import type { Role, Stage } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import type { Answers } from "./answers.js";
import { roleOf, rolesIn, stageOf } from "./config.js";

/** A configuration with what it lacked, and what that was, as `the stage decide`. */
export interface Extended {
  text: string;
  added: string[];
}

/** Takes the text of a configuration that is there, what was said and who holds what already; returns it with the stages and roles that it lacks. Comments stay. Throws a WrongCall. */
export function extendedConfig(text: string, answers: Answers, held: ReadonlyMap<string, Role>): Extended {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents))
    throw new WrongCall("the configuration that is there cannot be read: `baton lint` says why");
  const lacking = rolesIn(answers).flatMap((role) => newIn(role, held.get(role.id)) ?? []);
  const added = [...addStages(document, answers), ...lacking.flatMap((role) => addRole(document, role))];
  return { text: added.length > 0 ? document.toString({ lineWidth: 0 }) : text, added };
}

/** A role with those who do not hold it yet; null where nothing is to be added, wherever its people are written. */
function newIn(role: Role, held: Role | undefined): Role | null {
  if (!held) return role;
  const known = new Set([...held.users, ...held.teams].map((name) => name.toLowerCase()));
  const fresh = (names: readonly string[]) => names.filter((name) => !known.has(name.toLowerCase()));
  const [users, teams] = [fresh(role.users), fresh(role.teams)];
  return users.length + teams.length === 0 ? null : { id: role.id, users, teams };
}

function addStages(document: Document, { from, to }: Answers): string[] {
  const stages = document.get("stages");
  if (!isSeq(stages)) {
    const own = [from, to].find((stage) => !DPOS.some(({ id }) => id === stage.id));
    if (own) throw new WrongCall(`the stage ${own.id} is not among those of the preset: write your stages under \`stages:\` first`);
    return [];
  }
  const ids = stages.items.map((item) => (isMap(item) ? item.get("id") : null));
  const [has, hasNext] = [ids.indexOf(from.id), ids.indexOf(to.id)];
  const add = (stage: Stage, at: number) => stages.items.splice(at, 0, document.createNode(stageOf(stage), { flow: true }));
  if (hasNext === -1) add(to, has === -1 ? stages.items.length : has + 1);
  if (has === -1) add(from, hasNext === -1 ? stages.items.length - 1 : hasNext);
  return [...(has === -1 ? [from] : []), ...(hasNext === -1 ? [to] : [])].map(({ id }) => `the stage ${id}`);
}

/** A role that is there keeps its people, and gets those that were named. */
function addRole(document: Document, role: Role): string[] {
  const path = ["roles", role.id];
  if (!document.hasIn(path)) {
    document.setIn(path, document.createNode(roleOf(role), { flow: true }));
    return [`the role ${role.id}`];
  }
  const added = (["users", "teams"] as const).flatMap((kind) => {
    const there = document.getIn([...path, kind]);
    const known = isSeq(there) ? there.toJSON().map((name: unknown) => String(name).toLowerCase()) : [];
    const more = role[kind].filter((name) => !known.includes(name.toLowerCase()));
    if (more.length > 0 && !isSeq(there)) document.setIn([...path, kind], document.createNode(more, { flow: true }));
    else for (const name of more) document.addIn([...path, kind], name);
    return more;
  });
  return added.length > 0 ? [`${added.join(", ")} to the role ${role.id}`] : [];
}
