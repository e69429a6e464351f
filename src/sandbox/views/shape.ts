import type { components } from "@octokit/openapi-types";
import type { World } from "../state/world.js";
import type { Repository } from "../state/types.js";
import { fullName } from "../state/repositories.js";

type Schemas = components["schemas"];

/** What we serve of one of GitHub's published schemas: names and types are checked, fields nobody here needs are left out. */
export type Part<Name extends keyof Schemas> = Partial<Schemas[Name]>;

/** The REST root. */
export function api(world: World): string {
  return `${world.url}/api/v3`;
}

/** A repository's REST address. */
export function repoApi(world: World, repository: Repository): string {
  return `${api(world)}/repos/${fullName(repository)}`;
}
