import type { App } from "./app-types.js";
import type { Account } from "./account-types.js";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Grants, Installation, Repository, Token } from "./types.js";
import { nextId } from "./world.js";
import type { World } from "./world.js";

const DEFAULT_PERMISSIONS: Grants = {
  checks: "write",
  contents: "read",
  issues: "write",
  members: "read",
  merge_queues: "read",
  metadata: "read",
  organization_projects: "read",
  pull_requests: "write",
  statuses: "read",
};

const ALL_EVENTS = [
  "check_run",
  "check_suite",
  "issue_comment",
  "issue_dependencies",
  "issues",
  "label",
  "member",
  "membership",
  "merge_group",
  "organization",
  "pull_request",
  "pull_request_review",
  "push",
  "repository",
  "status",
  "sub_issues",
  "team",
];

let keys: { privateKey: string; publicKey: string } | undefined;

// Making a key takes a good part of a second; one per process is enough for Apps that live as long as a test.
function keyPair(): { privateKey: string; publicKey: string } {
  keys ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return keys;
}

/** Takes what differs from the defaults; returns an App with a key pair and a fresh secret. */
export function createApp(wish: Partial<Pick<App, "id" | "slug" | "permissions" | "events" | "webhookSecret">>): App {
  return {
    id: wish.id ?? 4711,
    slug: wish.slug ?? "baton",
    clientId: `Iv1.${randomBytes(8).toString("hex")}`,
    clientSecret: randomBytes(20).toString("hex"),
    ...keyPair(),
    webhookSecret: wish.webhookSecret ?? randomBytes(20).toString("hex"),
    permissions: { ...(wish.permissions ?? DEFAULT_PERMISSIONS) },
    events: [...(wish.events ?? ALL_EVENTS)],
  };
}

/** Installs the App on an account, or adds the repository to the installation that is there; returns the installation. */
export function install(world: World, account: Account, repository: Repository, sender: Account): Installation {
  const existing = world.installations.find((one) => one.account === account);
  if (existing) return addRepository(world, existing, repository, sender);
  const installation: Installation = {
    ...nextId(world, "INS"),
    account,
    permissions: { ...world.app.permissions },
    repositories: new Set([repository]),
    suspendedAt: null,
    createdAt: world.now(),
  };
  world.installations.push(installation);
  world.publish({ event: "installation", action: "created", sender, installation, extra: { repositories: [brief(repository)] } });
  return installation;
}

function addRepository(world: World, installation: Installation, repository: Repository, sender: Account): Installation {
  if (installation.repositories.has(repository)) return installation;
  installation.repositories.add(repository);
  const extra = { repositories_added: [brief(repository)], repositories_removed: [], repository_selection: "selected" };
  world.publish({ event: "installation_repositories", action: "added", sender, installation, extra });
  return installation;
}

/** Takes a repository out of the installation, with its event. */
export function uninstall(world: World, installation: Installation, repository: Repository, sender: Account): void {
  if (!installation.repositories.delete(repository)) return;
  const extra = { repositories_added: [], repositories_removed: [brief(repository)], repository_selection: "selected" };
  world.publish({ event: "installation_repositories", action: "removed", sender, installation, extra });
}

function brief(repository: Repository): Record<string, unknown> {
  const { id, nodeId, name, owner } = repository;
  return { id, node_id: nodeId, name, full_name: `${owner.login}/${name}`, private: repository.private };
}

/** Suspends or revives an installation, with its event. */
export function suspend(world: World, installation: Installation, sender: Account, on: boolean): void {
  installation.suspendedAt = on ? world.now() : null;
  world.publish({ event: "installation", action: on ? "suspend" : "unsuspend", sender, installation });
}

/** Takes an installation and what the token may do; returns a token that is good for an hour of wall-clock time. */
export function issueToken(world: World, installation: Installation, permissions: Grants, repositories: Set<Repository> | null): Token {
  const token = `ghs_${randomBytes(18).toString("hex")}`;
  const made = { token, installation, permissions, repositories, expiresAt: Date.now() + 3_600_000 };
  world.tokens.set(token, made);
  return made;
}

/** Returns the installation that covers a repository, or undefined. */
export function installationOf(world: World, repository: Repository): Installation | undefined {
  return world.installations.find((one) => one.repositories.has(repository));
}
