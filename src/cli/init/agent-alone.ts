import { didYouMean } from "../../core/policy/complaints.js";
import { parsePolicy } from "../../core/policy/parse.js";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { WrongCall } from "../common/call.js";
import { problemLine } from "../common/own-policy.js";
import { readRole } from "./answers.js";
import { agentOf } from "./ask-roles.js";
import { oneOf } from "./ask.js";
import { schemaFiles, type Files } from "./files.js";
import type { InitOptions, InitWorld } from "./options.js";
import { presentIn, type Present } from "./present.js";
import type { Read } from "../common/prompt.js";
import type { AgentAnswer } from "./role-answers.js";
import { agentFile } from "./role-texts.js";

/** Takes what was said and what is there; true where an agent is to be added to a policy, and no hand-off was spoken of. */
export function isAgentAlone({ agent, from, to, giver, taker, startWith, engagement }: InitOptions, { config }: Present): boolean {
  return config && agent !== undefined && [from, to, giver, taker, startWith, engagement].every((each) => each === undefined);
}

/** What is written for an agent of a policy that is there. */
export interface OneAgent {
  agent: AgentAnswer;
  files: Pick<Files, "fresh" | "config" | "added" | "schemas">;
}

/** Asks for what was not said of the agent; returns it with its file. Throws a WrongCall. */
export async function agentAlone(options: InitOptions, world: InitWorld, there: readonly PolicyFile[]): Promise<OneAgent> {
  const { roles, mapped } = presentIn(there);
  const known = [...new Set([...roles.keys(), ...mapped])];
  const one = oneOf(world);
  const [given, ...more] = options.role ?? [];
  if (more.length > 0) throw new WrongCall("an agent works for one role: give --role once");
  const only = known.length === 1 ? known[0] : undefined;
  const which = `Which role does it work for? (${known.join(", ")})`;
  const role = await one(given ?? only, which, "", (text) => readKnownRole(text, known));
  const agent = await agentOf(options, role, one, world.ask ? world.output.out : () => {});
  if (agent === null) throw new WrongCall("an agent needs a name, such as --agent scanner=scanner[bot]");
  const file = agentFile(agent);
  refuseBroken(file, there);
  return { agent, files: { fresh: [file], config: null, added: [], schemas: schemaFiles() } };
}

function readKnownRole(text: string, known: readonly string[]): Read<string> {
  if (text.trim() === "") return { ok: false, reason: `say which role it works for: --role, one of ${known.join(", ")}` };
  const read = readRole(text);
  if (!read.ok) return read;
  const { id, users, teams } = read.value;
  if (users.length + teams.length > 0) return { ok: false, reason: `give the role alone: --role ${id}` };
  if (known.includes(id)) return { ok: true, value: id };
  return { ok: false, reason: `there is no role ${id}. ${didYouMean(id, known) ?? `Known: ${known.join(", ")}.`}` };
}

/** What was wrong before is no reason to refuse the agent; only what its own file says is. */
function refuseBroken(file: PolicyFile, there: readonly PolicyFile[]): void {
  const others = there.filter(({ path }) => path !== file.path);
  const { problems } = parsePolicy([file, ...others], { repository: "own/repository", commit: "" });
  const own = problems.filter((problem) => problem.severity === "error" && problem.file === file.path);
  if (own.length > 0) throw new WrongCall(own.map(problemLine));
}
