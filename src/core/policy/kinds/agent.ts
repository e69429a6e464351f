import { AGENTS } from "../agents/agent.js";
import { compareAgents } from "../agents/compare.js";
import { mergeAgents, placedAgents } from "../agents/organisation.js";
import { crossCheckAgents, readAgent, type ReadAgent } from "../agents/read.js";
import { agentSchema } from "../agents/schema.js";
import { schemaDocument, toJsonSchema } from "../json-schema.js";
import { openAs } from "../open-as.js";
import { AGENTS_FOLDER } from "../paths.js";
import type { PolicyFile } from "../source-file.js";
import type { FileKind, Reading, ReadPolicy } from "./kind.js";

/** An agent each: whose it is, what it may touch, and who looks at what it did. */
export const agentFile: FileKind = {
  id: AGENTS,
  title: "Agents",
  noun: "agent",
  summary: "An account that acts by itself: what it may write, how much, where, and whose word its work waits for.",
  paths: [`${AGENTS_FOLDER}/*.yml`, `${AGENTS_FOLDER}/*.yaml`],
  ownFolder: AGENTS_FOLDER,
  isRule: true,
  schema: {
    file: "agent.schema.json",
    make() {
      const { schema, definitions } = toJsonSchema(agentSchema, "agent");
      return schemaDocument("Baton agent", schema, definitions);
    },
  },
  policy: {
    read(files, reading) {
      const read = files.flatMap((file) => readOne(file, reading));
      return read.length > 0 ? { parts: { [AGENTS]: read } } : {};
    },
    check: (read, config) => crossCheckAgents(readAgents(read), config),
    inForce(own, above, soFar) {
      const [ownAgents, inherited] = [readAgents(own), above ? readAgents(above) : []];
      if (ownAgents.length + inherited.length === 0) return soFar;
      if (above) {
        crossCheckAgents(inherited, soFar.config);
        crossCheckAgents(ownAgents, soFar.config, inherited);
      }
      const { agents, places } = above ? mergeAgents(inherited, ownAgents) : placedAgents(ownAgents);
      return { ...soFar, parts: { ...soFar.parts, [AGENTS]: agents }, places: { ...soFar.places, ...places } };
    },
    compare: compareAgents,
  },
};

/** Takes policy files as they were read; returns the agents among them, with their files. */
export function readAgents({ parts }: Pick<ReadPolicy, "parts">): readonly ReadAgent[] {
  return (parts[AGENTS] as ReadAgent[] | undefined) ?? [];
}

function readOne(file: PolicyFile, { problems }: Reading): ReadAgent[] {
  const opened = openAs("agent", file, problems);
  const agent = opened ? readAgent(opened) : null;
  return opened && agent ? [{ file: opened, agent }] : [];
}
