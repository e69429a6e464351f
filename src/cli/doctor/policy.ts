import { sameLabel } from "../../core/basics/names.js";
import { readRepository } from "../../app/work/repository.js";
import { rules } from "../../app/judge/rules.js";
import type { Policy, PolicyProblem } from "../../core/policy/types.js";
import type { Connection } from "../../github/hub.js";
import { noteLabels } from "../../github/labels.js";
import { PolicyReadiness } from "../../github/last-good.js";
import type { PinStore } from "../../github/pins.js";
import { createReader } from "../../github/reader.js";
import { labelStyles } from "../../render/labels.js";
import type { Pages } from "./app.js";
import { ill, looking, odd, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Policy";

/** Takes a connection, a repository and what is remembered of its logins; returns its policy, when it has one that parses, and what is wrong with it. */
export async function lookAtPolicy(
  connection: Connection,
  repository: { owner: string; name: string },
  pins: PinStore | null = null,
): Promise<{ policy: Policy | null; diagnoses: Diagnosis[] }> {
  let policy: Policy | null = null;
  const diagnoses = await looking(
    GROUP,
    "files",
    async () => {
      const found = await readPolicy(connection, repository, pins);
      policy = found.policy;
      return found.diagnoses;
    },
    "The App needs the permission contents: read.",
  );
  return { policy, diagnoses };
}

async function readPolicy(
  { client, caches }: Connection,
  repository: { owner: string; name: string },
  pins: PinStore | null,
): Promise<{ policy: Policy | null; diagnoses: Diagnosis[] }> {
  const { owner, name } = repository;
  const where = { owner, name, nodeId: null };
  const read = await readRepository({ client, caches }, where);
  if (!read)
    return alone(ill(GROUP, "files", `${owner}/${name} cannot be seen`, "a repository that exists and may be read", "Check the name."));
  const readiness = new PolicyReadiness();
  const lastGood = { load: async () => null, save: async () => {} };
  const reader = createReader({ client, caches, repository: where, slug: "", rules, lastGood, readiness, pins, now: Date.now });
  const state = await reader.policy(read);
  const [kept] = readiness.problems();
  if (kept)
    return alone(
      ill(
        GROUP,
        "organisation",
        `the rules of ${kept.owner} cannot be read: ${kept.reason}`,
        "rules that can be read",
        `Install the App in ${kept.owner}/.github, too.`,
      ),
    );
  if (state.kind === "none")
    return alone(odd(GROUP, "files", "there are no rules: Baton is silent here", "contracts", "`baton init` writes first ones."));
  if (state.kind === "invalid") return { policy: null, diagnoses: state.problems.map(broken) };
  const { policy } = state;
  const count = `${policy.contracts.length} ${policy.contracts.length === 1 ? "contract" : "contracts"}, enforcement: ${policy.enforcement}`;
  return { policy, diagnoses: [well(GROUP, "files", count), ...state.problems.map(broken)] };
}

function alone(diagnosis: Diagnosis): { policy: null; diagnoses: Diagnosis[] } {
  return { policy: null, diagnoses: [diagnosis] };
}

function broken({ file, line, column, found, needed, fix, severity }: PolicyProblem): Diagnosis {
  const said = severity === "error" ? ill : odd;
  return { ...said(GROUP, `${file}:${line}`, found, needed, fix ?? "See `baton lint`."), file, line, column };
}

/** Takes a connection, a repository and its policy; returns which labels people cannot put on because they are not there. */
export async function lookAtLabels(
  { client, caches }: Connection,
  { owner, name }: { owner: string; name: string },
  policy: Policy,
  { web }: Pages,
): Promise<Diagnosis[]> {
  const page = `${web}/${owner}/${name}/labels`;
  const look = async () => {
    const present = await noteLabels(client, caches, { owner, name });
    const styles = labelStyles(policy).map((style) => style.name);
    if (present === null) return [well("Labels", "labels", "more than can be listed; each is looked for when it is put on")];
    // Observing touches no hand-off label, and creates none.
    const wanted = policy.enforcement === "observe" ? styles.slice(0, policy.lifecycle.stages.length) : styles;
    const missing = wanted.filter((label) => !present.some((each) => sameLabel(each, label)));
    if (missing.length === 0) return [well("Labels", "labels", `all ${wanted.length} that the policy names`)];
    const help = policy.enforcement === "observe" ? `Add them on ${page}.` : `Baton adds them when it runs; or add them on ${page}.`;
    return [ill("Labels", "labels", `not there: ${missing.join(", ")}`, "every label that the policy names", help)];
  };
  return await looking("Labels", "labels", look, "The App needs the permission issues: write.");
}
