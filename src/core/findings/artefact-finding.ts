/** What is found of something that roles produce. */
export type ArtefactFinding =
  /** `until: null`: nobody says how fresh it must be. */
  | { code: "artefact_fresh"; artefact: string; date: string; until: string | null }
  | { code: "artefact_stale"; artefact: string; date: string; within: string }
  | { code: "artefact_missing"; artefact: string; by: { contract: string } | { document: string } }
  | { code: "artefact_unfit"; artefact: string; document: string }
  | { code: "artefact_unknown"; artefact: string; reason: string }
  | { code: "artefact_undescribed"; artefact: string };
