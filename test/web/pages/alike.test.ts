import { describe, expect, it } from "vitest";
import type { VisitorGitHub } from "../../../src/core/facts/visitor.js";
import type { ReportDesk, PageStore } from "../../../src/web/pages/page.js";
import type { Page } from "../../../src/web/pages/paths.js";
import { Permissions } from "../../../src/web/pages/permissions.js";
import { show } from "../../../src/web/pages/show.js";
import { policy } from "../../bench/pages.js";

const at = (json: boolean) => ({ owner: "acme", repo: "secret", json });

/** Every page of a repository or an owner, and its twin; the compiler asks for each kind. */
const PAGES = [false, true].flatMap((json) => {
  const each: Record<Exclude<Page["is"], "front">, Page> = {
    board: { is: "board", ...at(json) },
    policy: { is: "policy", ...at(json) },
    roles: { is: "roles", ...at(json) },
    report: { is: "report", ...at(json) },
    item: { is: "item", ...at(json), number: 7 },
    owner_report: { is: "owner_report", owner: "acme", json },
  };
  return Object.values(each).map((page): [string, Page] => [`${page.is}${json ? ".json" : ""}`, page]);
});

/** Where Baton knows `acme/secret` well, or not at all; GitHub gives this visitor the same answer to either: that there is no such thing. */
async function asked(page: Page, isKnown: boolean): Promise<{ shown: unknown; told: string[] }> {
  const told: string[] = [];
  const counted = <T extends object>(name: string, real: T): T =>
    new Proxy(real, {
      get: (target, method) => (
        Reflect.has(target, method) ? told.push(`${name}.${String(method)}`) : 0,
        Reflect.get(target, method) as unknown
      ),
    });
  const secret = { repositoryId: "R_secret", owner: "acme", name: "secret", policy: policy(), digest: "d" };
  const store: PageStore = {
    shownRepositories: async (ids) => (isKnown && ids.includes("R_secret") ? [secret] : []),
    boardRows: async () => new Map(),
    shownVisits: async () => [],
    notYetShown: async () => 0,
    shownPage: async () => null,
    entriesOf: async () => [],
    agentEntries: async () => [],
    artefactsOf: async () => new Map(),
  };
  const github: VisitorGitHub = {
    account: async () => ({ id: 1, login: "eve" }),
    repository: async () => null,
    repositories: async () => [],
    isInTeam: async () => false,
  };
  const reports: ReportDesk = { report: async () => "busy" };
  const visit = {
    session: { id: 1, login: "eve", token: "t", until: Number.MAX_SAFE_INTEGER },
    permissions: new Permissions(counted("github", github), () => 0),
    query: new URLSearchParams(),
  };
  return { shown: await show(page, { store: counted("store", store), reports: counted("reports", reports), now: 0, visit }), told };
}

describe("a private repository and one that does not exist", () => {
  it.each(PAGES)("cost the same steps, and none of them is about the repository: %s", async (_name, page) => {
    const [there, nowhere] = [await asked(page, true), await asked(page, false)];
    expect(there.shown).toBeNull();
    expect(there).toEqual(nowhere);
    // One question to GitHub decides; of an owner's repositories, those that are known are looked up among none.
    expect(there.told).toEqual(page.is === "owner_report" ? ["github.repositories", "store.shownRepositories"] : ["github.repository"]);
  });
});
