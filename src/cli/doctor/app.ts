import type { Client } from "../../github/client.js";
import { appSetup, hookSetup, latestDeliveries, OPT_IN, type AppSetup, type Delivered, type Grants } from "../../github/setup.js";
import { ill, looking, odd, unseen, well, type Diagnosis } from "./diagnosis.js";

const APP = "App";
const HOOK = "Webhooks";

/** The App as found, with what was found about it. */
export interface AppFindings {
  app: AppSetup | null;
  diagnoses: Diagnosis[];
}

/** Where things are set up in a browser. */
export interface Pages {
  /** `https://github.com`, without a slash at the end. */
  web: string;
  /** False for a GitHub Enterprise Server, which may not know every event. */
  isCloud: boolean;
}

/** Takes the App's own client, what it needs and where pages are; returns what is wrong with the App and its webhook. */
export async function lookAtApp(client: Client, needed: Grants, pages: Pages): Promise<AppFindings> {
  let app: AppSetup | null = null;
  const known = await looking(
    APP,
    "credentials",
    async () => {
      app = await appSetup(client);
      return [app ? well(APP, "credentials", `GitHub knows the App ${app.slug}, id ${app.id}`) : strangerTo()];
    },
    "Check APP_ID and PRIVATE_KEY: both are on the App's settings page.",
  );
  const found = app as AppSetup | null;
  if (!found) return { app: null, diagnoses: known };
  const settings = settingsPage(found, pages);
  const grants = compareGrants(APP, found, needed, `Change it on ${settings}/permissions.`, pages.isCloud);
  return { app: found, diagnoses: [...known, ...grants, ...(await lookAtHook(client, settings))] };
}

function strangerTo(): Diagnosis {
  return ill(APP, "credentials", "GitHub does not know this App", "an App of this id and key", "Check APP_ID and PRIVATE_KEY.");
}

/** The App's own settings page. */
function settingsPage({ slug, owner }: AppSetup, { web }: Pages): string {
  return owner?.isOrganization ? `${web}/organizations/${owner.login}/settings/apps/${slug}` : `${web}/settings/apps/${slug}`;
}

/** Takes what is granted and what is needed; returns what lacks, and what is more than needed. */
export function compareGrants(group: string, have: Grants, needed: Grants, help: string, isCloud: boolean): Diagnosis[] {
  const wanted = Object.entries(needed.permissions);
  const missing = wanted.filter(([name, level]) => !enough(permission(have, name), level));
  const allowed = (name: string) => permission(needed, name) ?? permission(OPT_IN, name);
  const more = Object.entries(have.permissions).filter(([name, level]) => !enough(allowed(name), level));
  const deaf = needed.events.filter((event) => !have.events.includes(event));
  const events = deaf.map((event) =>
    isCloud
      ? ill(group, "events", `it does not hear of ${event}`, `the event ${event}`, help)
      : odd(group, "events", `it does not hear of ${event}`, `the event ${event}, where this server has it`, help),
  );
  return [
    ...missing.map(([name, level]) =>
      ill(group, "permissions", `${name} is ${permission(have, name) ?? "not granted"}`, `${name}: ${level}`, help),
    ),
    ...more.map(([name, level]) =>
      odd(group, "permissions", `it may ${name}: ${level}`, `no more than ${allowed(name) ?? "nothing"}`, help),
    ),
    ...(missing.length === 0 ? [well(group, "permissions", `all ${wanted.length} that are needed`)] : []),
    ...events,
    ...(deaf.length === 0 ? [well(group, "events", `all ${needed.events.length} that are needed`)] : []),
  ];
}

function permission({ permissions }: Grants, name: string): string | undefined {
  return Object.hasOwn(permissions, name) ? permissions[name] : undefined;
}

function enough(have: string | undefined, needed: string): boolean {
  const order = ["read", "write", "admin"];
  return have !== undefined && order.indexOf(have) >= order.indexOf(needed);
}

async function lookAtHook(client: Client, settings: string): Promise<Diagnosis[]> {
  const config = await looking(HOOK, "address", async () => await hookConfig(client, settings), `See ${settings}.`);
  const deliveries = await looking(HOOK, "deliveries", async () => await hookHealth(client, settings), `See ${settings}/advanced.`);
  return [...config, ...deliveries];
}

async function hookConfig(client: Client, settings: string): Promise<Diagnosis[]> {
  const hook = await hookSetup(client);
  if (!hook) return [unseen(HOOK, "address", "the server does not tell where webhooks go")];
  const help = `Set it on ${settings}.`;
  if (hook.url === "")
    return [ill(HOOK, "address", "no address is set", "the address of this App, with the path /api/github/webhooks", help)];
  return [
    hook.url.endsWith("/api/github/webhooks")
      ? well(HOOK, "address", hook.url)
      : odd(HOOK, "address", hook.url, "an address that ends in /api/github/webhooks", help),
    hook.signed
      ? well(HOOK, "secret", "deliveries are signed")
      : ill(HOOK, "secret", "no secret is set", "the same secret as in WEBHOOK_SECRET", help),
    ...(hook.json ? [] : [ill(HOOK, "content type", "deliveries are forms", "the content type application/json", help)]),
    ...(hook.insecure ? [odd(HOOK, "certificate", "GitHub does not verify the certificate", "SSL verification switched on", help)] : []),
  ];
}

async function hookHealth(client: Client, settings: string): Promise<Diagnosis[]> {
  const latest = await latestDeliveries(client);
  const help = `See ${settings}/advanced; Baton asks for missed ones again when it runs.`;
  if (!latest) return [unseen(HOOK, "deliveries", "the server keeps no log of deliveries")];
  if (latest.length === 0) return [odd(HOOK, "deliveries", "GitHub has delivered nothing lately", "a first webhook", help)];
  const failed = latest.filter(isFailed);
  const [last] = failed;
  if (!last) return [well(HOOK, "deliveries", `the last ${latest.length} arrived`)];
  const said = last.code === 0 ? last.status : `${last.code} ${last.status}`;
  const found = `${failed.length} of the last ${latest.length} did not arrive, most recently ${last.event}: ${said}`;
  return [ill(HOOK, "deliveries", found, reasonFor(last.code), help)];
}

function isFailed({ code }: Delivered): boolean {
  return code < 200 || code >= 300;
}

function reasonFor(code: number): string {
  if (code === 401 || code === 400) return "the same secret in WEBHOOK_SECRET as in the App's settings";
  return code === 404 ? "an address that leads to this App" : "an App that answers at its address";
}
