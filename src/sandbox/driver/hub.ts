import type { App } from "../state/app-types.js";
import { randomBytes } from "node:crypto";
import { changeMembership, createAccount, createTeam, findTeam, renameAccount, renameTeam, setPermission } from "../state/accounts.js";
import { createUser, type Profile } from "../state/users.js";
import { install, installationOf, suspend, uninstall } from "../state/app.js";
import { record } from "../state/change.js";
import { createCheckRun } from "../state/checks.js";
import { createLabel, findLabel } from "../state/labels.js";
import { revoke } from "../state/sign-in.js";
import { reportStatus } from "../state/statuses.js";
import { requireChecks, type RequiredCheck } from "../state/branch-rules.js";
import { changeVisibility, createRepository, fullName, type Visibility } from "../state/repositories.js";
import type { CommitStatus, Files, Grants, Installation, Permission, Team } from "../state/types.js";
import type { World } from "../state/world.js";
import type { Faults } from "../faults/faults.js";
import type { RequestLog } from "../server/requests.js";
import type { Webhooks } from "../webhooks/webhooks.js";
import { Deployments } from "./deployments.js";
import { accountOf, issueOf, repositoryOf } from "./find.js";
import { Person } from "./person.js";
import { checkRunViews, itemView } from "./views.js";
import type { CheckRunView, ItemView } from "./views.js";

export interface NewRepository {
  owner: string;
  name: string;
  files?: Files;
  private?: boolean;
  /** What `private` says, when left out. */
  visibility?: Visibility;
  collaborators?: Record<string, Permission>;
  /** Team slug -> permission. */
  teams?: Record<string, Permission>;
  /** False: the App is not installed there. */
  install?: boolean;
  /** When it was created and its files pushed; now when left out. */
  createdAt?: number;
}

/** The embedded GitHub from outside: set it up, act as people, look at the result. */
export class Hub {
  readonly url: string;
  /** `127.0.0.1:PORT`, for `GHE_HOST`. */
  readonly host: string;
  readonly app: App;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly close: () => Promise<void>;
  readonly deployments: Deployments;
  #world: World;

  constructor(world: World, parts: { webhooks: Webhooks; faults: Faults; requests: RequestLog; close: () => Promise<void> }) {
    this.#world = world;
    this.url = world.url;
    this.host = new URL(world.url).host;
    this.app = world.app;
    this.webhooks = parts.webhooks;
    this.faults = parts.faults;
    this.requests = parts.requests;
    this.close = parts.close;
    this.deployments = new Deployments(world);
  }

  createOrganization(login: string): void {
    createAccount(this.#world, login, "Organization");
  }

  /** Creates users; a login that ends in `[bot]` makes a bot. With a login, what the user's profile says. */
  createUser(...users: (string | Profile)[]): void {
    for (const user of users) createUser(this.#world, user);
  }

  /** Deletes an account: it shows as the ghost from now on. */
  deleteUser(login: string): void {
    accountOf(this.#world, login).deleted = true;
  }

  /** Gives an account another login; whoever is created with the old one is somebody else. */
  renameUser(login: string, newLogin: string): void {
    renameAccount(this.#world, accountOf(this.#world, login), newLogin);
  }

  /** Creates a team; logins that are not known yet become users. */
  createTeam(organization: string, slug: string, wish: { members?: string[]; pending?: string[]; parent?: string } = {}): void {
    const users = (logins: string[] = []) => logins.map((login) => createAccount(this.#world, login));
    const parent = wish.parent === undefined ? null : this.#team(organization, wish.parent);
    createTeam(this.#world, accountOf(this.#world, organization), slug, {
      members: users(wish.members),
      pending: users(wish.pending),
      parent,
    });
  }

  /** Adds or removes a team member, or makes the membership pending. */
  changeMembership(organization: string, slug: string, login: string, state: "active" | "pending" | "removed"): void {
    const sender = accountOf(this.#world, organization);
    changeMembership(this.#world, this.#team(organization, slug), createAccount(this.#world, login), sender, state);
  }

  renameTeam(organization: string, slug: string, newSlug: string): void {
    renameTeam(this.#world, this.#team(organization, slug), newSlug, accountOf(this.#world, organization));
  }

  /** Creates a repository with its files on `main`, and installs the App there unless told otherwise; returns `owner/name`. */
  createRepository(wish: NewRepository): string {
    const owner = accountOf(this.#world, wish.owner);
    const repository = createRepository(this.#world, {
      owner,
      name: wish.name,
      visibility: wish.visibility ?? (wish.private ? "private" : "public"),
      files: wish.files ?? { "README.md": `# ${wish.name}\n` },
      ...(wish.createdAt === undefined ? {} : { createdAt: wish.createdAt }),
    });
    for (const [login, permission] of Object.entries(wish.collaborators ?? {})) {
      repository.collaborators.set(createAccount(this.#world, login), permission);
    }
    for (const [slug, permission] of Object.entries(wish.teams ?? {})) repository.teams.set(this.#team(wish.owner, slug), permission);
    if (wish.install !== false) install(this.#world, owner, repository, owner);
    return fullName(repository);
  }

  /** Opens a repository to more people or to fewer. */
  setVisibility(repo: string, visibility: Visibility): void {
    const repository = repositoryOf(this.#world, repo);
    changeVisibility(this.#world, repository, repository.owner, visibility);
  }

  /** Changes what a collaborator may do, with its event. */
  setPermission(repo: string, login: string, permission: Permission): void {
    setPermission(this.#world, repositoryOf(this.#world, repo), accountOf(this.#world, login), permission);
  }

  /** Takes a repository out of the App's installation. */
  uninstall(repo: string): void {
    const installation = this.installation(repo);
    uninstall(this.#world, installation, repositoryOf(this.#world, repo), installation.account);
  }

  /** Changes what the App may do where the repository's owner installed it. */
  setInstallationPermissions(repo: string, permissions: Grants): void {
    const installation = this.installation(repo);
    installation.permissions = permissions;
    for (const token of this.#world.tokens.values()) if (token.installation === installation) token.permissions = permissions;
  }

  /** Makes the default branch require checks; an `integrationId` pins one to an App. */
  requireChecks(repo: string, checks: RequiredCheck[]): void {
    requireChecks(repositoryOf(this.#world, repo), checks);
  }

  /** Makes the merge queue list nothing, or all of it again. */
  hideQueue(repo: string, on = true): void {
    repositoryOf(this.#world, repo).queueHidden = on;
  }

  /** Installs the App in a repository. */
  install(repo: string): void {
    const repository = repositoryOf(this.#world, repo);
    install(this.#world, repository.owner, repository, repository.owner);
  }

  suspendInstallation(repo: string, on = true): void {
    const installation = this.installation(repo);
    suspend(this.#world, installation, installation.account, on);
  }

  /** The installation that covers a repository. Throws when the App is not installed there. */
  installation(repo: string): Installation {
    const found = installationOf(this.#world, repositoryOf(this.#world, repo));
    if (!found) throw new Error(`The App is not installed in ${repo}`);
    return found;
  }

  /** A token with which HTTP calls act as a user. */
  tokenFor(login: string): string {
    const token = `ghp_${randomBytes(18).toString("hex")}`;
    this.#world.userTokens.set(token, accountOf(this.#world, login));
    return token;
  }

  /** Somebody takes back that the App may know who they are. */
  revokeAuthorization(login: string): void {
    revoke(this.#world, accountOf(this.#world, login));
  }

  /** Somebody's hands. Throws when there is no such account. */
  as(login: string): Person {
    return new Person(this.#world, login);
  }

  issue(repo: string, number: number): ItemView {
    return itemView(this.#world, issueOf(this.#world, repo, number));
  }

  issues(repo: string): ItemView[] {
    return [...repositoryOf(this.#world, repo).issues.values()].map((one) => itemView(this.#world, one));
  }

  labels(repo: string): { name: string; color: string; description: string | null }[] {
    return repositoryOf(this.#world, repo).labels.map(({ name, color, description }) => ({ name, color, description }));
  }

  /** Check runs of a commit or branch, oldest first. */
  checkRuns(repo: string, ref: string): CheckRunView[] {
    return checkRunViews(this.#world, repositoryOf(this.#world, repo), ref);
  }

  /** Another App reports a check run on a commit; without a conclusion it is under way. */
  reportCheck(
    repo: string,
    sha: string,
    { app, name, conclusion = null }: { app: string; name: string; conclusion?: string | null },
  ): void {
    const sender = createAccount(this.#world, `${app}[bot]`);
    const wish = conclusion === null ? { status: "in_progress" as const } : { conclusion };
    createCheckRun(this.#world, repositoryOf(this.#world, repo), sender, sha, name, wish, app);
  }

  /** Somebody has put a label on and taken it off again so often, and nothing of it was delivered. */
  flapLabel(repo: string, number: number, login: string, name: string, times: number): void {
    const [issue, actor] = [issueOf(this.#world, repo, number), accountOf(this.#world, login)];
    const label = findLabel(issue.repository, name) ?? createLabel(this.#world, issue.repository, actor, { name });
    for (let n = 0; n < times * 2; n += 1) record(this.#world, issue, actor, n % 2 === 0 ? "LabeledEvent" : "UnlabeledEvent", { label });
  }

  /** Somebody reports a commit status. */
  reportStatus(repo: string, sha: string, context: string, state: CommitStatus["state"]): void {
    const repository = repositoryOf(this.#world, repo);
    reportStatus(this.#world, repository, repository.owner, { sha, context, state });
  }

  /** The default branch's commit. */
  headSha(repo: string): string {
    const repository = repositoryOf(this.#world, repo);
    return repository.branches.get(repository.defaultBranch)?.oid ?? "";
  }

  /** Resolves when no delivery waits or is under way. */
  idle(): Promise<void> {
    return this.webhooks.idle();
  }

  #team(organization: string, slug: string): Team {
    const found = findTeam(this.#world, organization, slug);
    if (!found) throw new Error(`No team ${organization}/${slug}`);
    return found;
  }
}
