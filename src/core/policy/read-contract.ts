import type { Contract } from "./types.js";
import type { SourceFile } from "./source-file.js";

/** A contract together with the file it stands in. */
export interface ReadContract {
  file: SourceFile;
  contract: Contract;
}
