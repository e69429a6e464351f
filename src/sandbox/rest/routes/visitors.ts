import type { Account } from "../../state/account-types.js";
import { membersOf, permissionOf } from "../../state/accounts.js";
import type { Installation, Repository } from "../../state/types.js";
import type { World } from "../../state/world.js";
import { userView } from "../../views/accounts.js";
import { installationView } from "../../views/checks.js";
import { repositoryView } from "../../views/repositories.js";
import type { Call, Reply } from "../call.js";
import { HttpError, notFound } from "../errors.js";
import { route } from "../router.js";
import type { Route } from "../router.js";

/** What people who signed in to the App are told about themselves. */
export const visitorRoutes: Route[] = [
  route("GET", "/user", (call) => ({ body: userView(call.world, visitor(call)) })),
  route("GET", "/user/installations", installations),
  route("GET", "/user/installations/:id/repositories", repositories),
];

function visitor({ caller }: Call): Account {
  if (caller.kind === "user") return caller.account;
  throw caller.kind === "nobody"
    ? new HttpError(401, "Requires authentication")
    : new HttpError(403, "Resource not accessible by integration");
}

function installations(call: Call): Reply {
  const { world } = call;
  const theirs = world.installations.filter((one) => accessible(world, one, visitor(call)).length > 0);
  return { key: "installations", items: theirs.map((one) => installationView(world, one)) };
}

function repositories(call: Call): Reply {
  const found = call.world.installations.find((one) => one.id === Number(call.params["id"]));
  if (!found) throw notFound();
  return { key: "repositories", items: accessible(call.world, found, visitor(call)).map((one) => repositoryView(call.world, one)) };
}

/** GitHub lists what somebody was let into; that everybody may read a public repository is no such permission. */
function accessible(world: World, { repositories: covered, suspendedAt }: Installation, user: Account): Repository[] {
  if (suspendedAt !== null) return [];
  return [...covered].filter((repository) => {
    const inTeam = [...repository.teams.keys()].some((team) =>
      membersOf(world, team).some((one) => one.user === user && one.state === "active"),
    );
    const isLetIn = repository.owner === user || repository.collaborators.has(user) || inTeam;
    return permissionOf(world, repository, user) !== "none" && (isLetIn || repository.private);
  });
}
