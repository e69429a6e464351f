import type { Account } from "./account-types.js";
import { createAccount } from "./accounts.js";
import type { World } from "./world.js";

/** A user as their profile has them. */
export type Profile = Required<Pick<Account, "login" | "bio">>;

/** Takes a login, or a profile; returns the user's account, made unless it is there. */
export function createUser(world: World, user: string | Profile): Account {
  if (typeof user === "string") return createAccount(world, user);
  return Object.assign(createAccount(world, user.login), { bio: user.bio });
}
