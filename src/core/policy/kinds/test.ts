import { schemaDocument, toJsonSchema } from "../json-schema.js";
import { TESTS } from "../paths.js";
import type { FileKind } from "./kind.js";
import { testSchema } from "./test-schema.js";

/** Tests of contracts. They lie in the contracts' folder, which is policy as a whole; no policy rests on them. */
export const testFile: FileKind = {
  id: "test",
  title: "Tests of contracts",
  noun: "test file",
  summary: "Texts, and how the gates of a contract come out on them: `baton test` runs them.",
  paths: [`${TESTS}/*.yml`, `${TESTS}/*.yaml`],
  isRule: true,
  schema: {
    file: "test.schema.json",
    make() {
      const { schema, definitions } = toJsonSchema(testSchema, "test");
      return schemaDocument("Tests of a Baton contract", schema, definitions);
    },
  },
  policy: null,
};
