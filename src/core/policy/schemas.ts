import { FILE_KINDS } from "./file-kinds.js";
import type { FileKind } from "./kinds/kind.js";

type Schema = NonNullable<FileKind["schema"]>;

/** What editors check each kind of file by, by the kind's id. */
export const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  FILE_KINDS.flatMap(({ id, schema }): [string, Schema][] => (schema ? [[id, schema]] : [])),
);
