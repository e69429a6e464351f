import type { Label } from "../state/types.js";
import { iso } from "../state/world.js";
import { fullName } from "../state/repositories.js";
import type { Context } from "./context.js";
import { repositoryNode } from "./repository.js";

/** A label. */
export function labelNode(context: Context, label: Label): unknown {
  const path = `/${fullName(label.repository)}/labels/${encodeURIComponent(label.name)}`;
  return {
    __typename: "Label",
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: label.isDefault,
    createdAt: iso(label.createdAt),
    updatedAt: iso(label.updatedAt),
    url: context.world.url + path,
    resourcePath: path,
    repository: () => repositoryNode(context, label.repository),
  };
}
