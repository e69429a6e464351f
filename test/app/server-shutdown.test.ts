import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "../../src/store/store.js";
import { buildSources } from "../store/built.js";
import { folder } from "../store/samples.js";

let built: string;
beforeAll(() => {
  built = buildSources();
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

it.each(["SIGTERM", "SIGINT"] as const)("%s ends what runs, starts nothing more, and exits with 0", async (signal) => {
  const place = folder();
  const child = spawn(process.execPath, [join(import.meta.dirname, "server-fixtures/run.mjs"), built, place], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (data: Buffer) => {
    text += data.toString();
    if (text === "begin 1\n") child.kill(signal);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, text }).toEqual({ code: 0, text: "begin 1\nend 1\n" });
  const store = await openStore({ folder: place });
  expect(await store.claim(Date.now(), 1_000)).toMatchObject({ key: { number: 2 }, attempts: 1 });
  expect(await store.claim(Date.now(), 1_000)).toBeNull();
  await store.close();
});
