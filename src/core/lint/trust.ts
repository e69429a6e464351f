import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";

/** Repositories under `trusts` that trusting does nothing for. */
export const idleTrust: LintRule = {
  id: "idle-trust",
  summary: "A repository under `trusts` proves nothing here: it is this one, stands twice, or belongs to another owner.",
  example: { in: "config", of: "roles:", bad: "trusts: [acme/platform, acme/platform]\nroles:", good: "trusts: [acme/platform]\nroles:" },
  severity: "warning",
  needs: "contract",
  run: (policy) => policy.config.trusts.flatMap((name, index) => judge(name, index, policy)),
};

function judge(name: string, index: number, { config, configFile, home }: LintedPolicy): LintFinding[] {
  if (!configFile) return [];
  const place = { file: configFile, path: ["trusts", index], at: "value" as const };
  const before = config.trusts.slice(0, index).map((one) => one.toLowerCase());
  if (before.includes(name.toLowerCase()))
    return [{ ...place, found: `${name} a second time`, needed: "each repository once", fix: "Remove one of the two." }];
  if (home === null) return [];
  if (name.toLowerCase() === home.toLowerCase()) {
    const needed = "another repository: what stands here counts anyway";
    return [{ ...place, found: `${name}, which is this repository`, needed, fix: "Remove it." }];
  }
  const [owner = ""] = home.split("/");
  if (ownerOf(name) === owner.toLowerCase()) return [];
  const needed = `a repository of ${owner}: nothing is looked up at another owner's, so nothing there proves anything here`;
  return [{ ...place, found: `${name}, which belongs to another owner`, needed, fix: "Remove it, or correct the owner." }];
}

function ownerOf(name: string): string {
  return name.split("/")[0]?.toLowerCase() ?? "";
}
