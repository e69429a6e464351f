import type { Known, Time } from "../basics/known.js";

/** A file of a version of an artefact, as it stands on the default branch. */
export interface ArtefactFile {
  path: string;
  oid: string;
  /** Null where nobody asked for the text. */
  content: Known<string> | null;
}

/** The newest version of a published artefact: the newest commit on the default branch that changed the content of a file of it. */
export interface ArtefactVersion {
  commit: string;
  /** What counts as its date. */
  at: Time;
  /** It stands on the branch since then, at the latest; null where GitHub does not tell. */
  since: Time | null;
  /** What the commit changed and what still stands, wherever it was moved to within the artefact. */
  files: ArtefactFile[];
}

/** By the artefact's id; null: there is no version. */
export type Artefacts = Record<string, Known<ArtefactVersion | null>>;
