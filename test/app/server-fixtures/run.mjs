// A process to be stopped: one run that takes a moment, and tells when it begins and ends. Arguments: the compiled sources, a folder.
import { generateKeyPairSync } from "node:crypto";
import { writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [, , built, dataFolder] = process.argv;
const load = (path) => import(pathToFileURL(`${built}/${path}.js`).href);
const { startServer } = await load("app/serve/server");
const { stopOnSignals } = await load("app/serve/shutdown");
const { createLog } = await load("telemetry/log");
const log = createLog({ level: "silent" });
const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
const settings = {
  appId: 1,
  privateKey,
  webhookSecrets: ["x".repeat(20)],
  host: "127.0.0.1",
  port: 0,
  baseUrl: "http://127.0.0.1:9",
  dataFolder,
  databaseUrl: null,
  role: "all",
  adminToken: null,
  proxies: null,
};
const reconcile = async (key) => {
  writeSync(1, `begin ${key.number}\n`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeSync(1, `end ${key.number}\n`);
  return { dueAt: null };
};
const server = await startServer(settings, { reconcile, workFor: () => [], log, worker: { concurrency: 1 } });
stopOnSignals(server, log);
const item = (number) => ({ kind: "item", installationId: 1, repositoryId: "R", owner: "acme", name: "app", number });
await server.store.enqueue([item(1), item(2)], Date.now());
