import type { Home } from "../document/links.js";
import type { StrayLink } from "../document/stray-links.js";
import type { Said } from "./results.js";

/** Takes a link that is none to a document, where its item lives, and which of its paths is meant, -1 where nobody knows; returns what is said of it. */
export function astray({ target, why, line, branches }: StrayLink, { defaultBranch = "main" }: Home, meant: number): Said {
  const branch = branches?.[meant];
  return {
    code: "document_astray",
    target,
    why,
    line,
    ...(why === "branch" && { reads: defaultBranch }),
    ...(branch !== undefined && branch !== "" && { branch }),
  };
}
