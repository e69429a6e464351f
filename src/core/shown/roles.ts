import type { Engagement } from "../policy/roles/role-system.js";

/** One artefact on its way between roles. */
export interface RoleFlow {
  artefact: string;
  name: string;
  /** A role's id, or the name of a source outside. */
  from: string;
  external: boolean;
  /** Ids of the roles that take it; none where nobody does. */
  to: string[];
  /** Ids of the roles that it is meant for by name, and that do not say that they take it. */
  untaken: string[];
  /** How it gets there; null where it comes from outside, or nobody gives it. */
  by: { contract: string } | { document: string } | null;
  /** How often there is a new one: as its producer says, else as fresh as it is needed; empty where nobody says. */
  cadence: string;
}

/** Roles by stages, and what flows between them. Texts are as the files have them: whoever draws them makes them inert. */
export interface ShownRoleMap {
  stages: { id: string; name: string }[];
  roles: {
    system: { id: string; name: string };
    /** In the stages' order. */
    engagement: Engagement[];
  }[];
  flows: RoleFlow[];
}

/** A part of what a file says, as sentences in inert Markdown. */
export interface ShownSection {
  title: string;
  lines: string[];
}

/** An agent as a person reads it: how it counts, what it may write, who looks at it. All but the id and the role is inert Markdown. */
export interface ShownAgent {
  id: string;
  name: string;
  role: string;
  facts: { key: string; words: string }[];
  url: string;
}
