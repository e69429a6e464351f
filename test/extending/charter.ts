import { z } from "zod";
import { configChanges } from "../../src/core/policy/compare/changes.js";
import { differ } from "../../src/core/policy/compare/difference.js";
import { schemaDocument, toJsonSchema } from "../../src/core/policy/json-schema.js";
import type { FileKind } from "../../src/core/policy/kinds/kind.js";
import { judge, openFile } from "../../src/core/policy/source-file.js";

const schema = z.strictObject({
  id: z.string().describe("Name of the charter."),
  strict: z.boolean().default(false).describe("Whether it binds."),
});
export type Charter = z.output<typeof schema>;

/** A kind of policy file that nobody has: one file, as the next kind will be one. */
export const charterFile: FileKind = {
  id: "charter",
  noun: "charter",
  title: "Charters",
  summary: "What a team promises.",
  paths: [".github/charters/*.yml"],
  isRule: true,
  schema: {
    file: "charter.schema.json",
    make() {
      const { schema: written, definitions } = toJsonSchema(schema, "charter");
      return schemaDocument("Charter", written, definitions);
    },
  },
  policy: {
    read: (files, { problems }) => ({
      parts: {
        charter: files.flatMap((file) => {
          const opened = openFile(file, problems);
          return (opened && judge(opened, schema)) ?? [];
        }),
      },
    }),
    // The stricter word counts.
    inForce: (own, above, soFar) => ({ ...soFar, parts: { ...soFar.parts, charter: together(chartersOf(above), chartersOf(own)) } }),
    compare: (before, after) =>
      configChanges(
        differ("charters", chartersOf(before), chartersOf(after), () => "unclear"),
        before,
        after,
      ),
  },
};

/** What the files of this kind say, in a policy or in what was read. */
export function chartersOf(holder: { parts?: Record<string, unknown> } | null): Charter[] {
  return (holder?.parts?.["charter"] as Charter[] | undefined) ?? [];
}

function together(above: readonly Charter[], own: readonly Charter[]): Charter[] {
  const isStrict = (id: string) => [...above, ...own].some((one) => one.id === id && one.strict);
  return [...new Set([...above, ...own].map(({ id }) => id))].map((id) => ({ id, strict: isStrict(id) }));
}
