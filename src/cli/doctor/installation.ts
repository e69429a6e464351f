import type { Client } from "../../github/client.js";
import { installationSetup, type AppSetup, type Grants, type InstallationSetup } from "../../github/setup.js";
import { compareGrants, type Pages } from "./app.js";
import { ill, looking, well, type Diagnosis } from "./diagnosis.js";

const GROUP = "Installation";

/** Takes the App's own client, the App and a repository; returns its installation there, null when it cannot be used, and what is wrong with it. */
export async function lookAtInstallation(
  client: Client,
  app: AppSetup,
  repository: { owner: string; name: string },
  needed: Grants,
  pages: Pages,
): Promise<{ installation: InstallationSetup | null; diagnoses: Diagnosis[] }> {
  let installation: InstallationSetup | null = null;
  const diagnoses = await looking(
    GROUP,
    "repository",
    async () => {
      installation = await installationSetup(client, repository);
      return judge(installation, app, repository, needed, pages);
    },
    "Try again later.",
  );
  const found = installation as InstallationSetup | null;
  return { installation: found?.suspended ? null : found, diagnoses };
}

function judge(
  found: InstallationSetup | null,
  app: AppSetup,
  { owner, name }: { owner: string; name: string },
  needed: Grants,
  pages: Pages,
): Diagnosis[] {
  const install = `${pages.web}/apps/${app.slug}/installations/new`;
  if (!found)
    return [
      ill(
        GROUP,
        "repository",
        `the App is not installed in ${owner}/${name}`,
        "an installation that covers it",
        `Install it on ${install}.`,
      ),
    ];
  const help = `Go to ${found.url === "" ? install : found.url}.`;
  if (found.suspended) return [ill(GROUP, "repository", "the installation is suspended", "an installation that is not", help)];
  const covered = well(GROUP, "repository", `the App is installed in ${owner}/${name}`);
  // What the App itself lacks was said already: here counts what its owner has not accepted yet.
  const ofApp = {
    permissions: Object.fromEntries(Object.entries(needed.permissions).filter(([key]) => Object.hasOwn(app.permissions, key))),
    events: needed.events.filter((event) => app.events.includes(event)),
  };
  const grants = compareGrants(GROUP, found, ofApp, `${help} New permissions must be accepted there.`, pages.isCloud);
  return [covered, ...grants.filter(({ outcome }) => outcome !== "warning")];
}
