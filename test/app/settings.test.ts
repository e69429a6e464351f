import { settingLine } from "../../src/app/settings/problem.js";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings, secretsOf, storeOf } from "../../src/app/settings/settings.js";
import { loadSettingsFile } from "../../src/app/settings/file.js";
import { temporaryFolder } from "../support/temporary.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const good = { APP_ID: "12", PRIVATE_KEY: pem, WEBHOOK_SECRET: "a-secret-of-twenty-characters" };

function lines(env: Record<string, string | undefined>): string[] {
  const result = readSettings(env);
  return result.ok ? [] : result.problems.map(settingLine);
}

describe("settings", () => {
  it("have defaults for everything but the App's identity", () => {
    expect(readSettings(good)).toEqual({
      ok: true,
      warnings: [],
      settings: {
        appId: 12,
        privateKey: pkcs8,
        webhookSecrets: [good.WEBHOOK_SECRET],
        host: "127.0.0.1",
        port: 3000,
        baseUrl: "https://api.github.com",
        logLevel: "info",
        dataFolder: "./data",
        databaseUrl: null,
        role: "all",
        adminToken: null,
        writesPerSecond: 1,
        pages: null,
        judgeMs: 2_000,
        proxies: null,
        writes: true,
      },
    });
  });

  describe("of the pages", () => {
    const all = { GITHUB_CLIENT_ID: "Iv23.abcdef", GITHUB_CLIENT_SECRET: "s".repeat(40), BATON_URL: "https://baton.example.com/" };

    it("come together", () => {
      const result = readSettings({ ...good, ...all });
      expect(result.ok && result.settings.pages).toEqual({
        clientId: "Iv23.abcdef",
        clientSecret: "s".repeat(40),
        url: "https://baton.example.com",
      });
      expect(result.ok && secretsOf(result.settings)).toContain("s".repeat(40));
    });

    it.each(Object.keys(all) as (keyof typeof all)[])(
      "are refused where only %s is given, with a line for each that is missing",
      (name) => {
        const told = lines({ ...good, [name]: all[name] });
        expect(told.map((line) => line.split(":")[0])).toEqual(Object.keys(all).filter((other) => other !== name));
        for (const line of told) expect(line).toContain(`though ${name} is set`);
        expect(told.join()).not.toContain("ssss");
      },
    );

    it.each([
      "http://baton.example.com",
      "https://baton.example.com/pages",
      "https://u:p@baton.example.com",
      "ftp://x",
      "baton.example.com",
    ])("are no %s: people come over an encrypted line, to the root", (url) =>
      expect(lines({ ...good, ...all, BATON_URL: url })[0]).toContain("BATON_URL"),
    );

    it("may be on this machine without encryption", () =>
      expect(lines({ ...good, ...all, BATON_URL: "http://127.0.0.1:3000" })).toEqual([]));
  });

  it("tell everything that is wrong at once, a line each", () => {
    const wrong = lines({
      APP_ID: "x",
      PORT: "99999",
      BATON_WRITES: "no",
      BATON_WRITES_PER_SECOND: "-1",
      LOG_LEVEL: "loud",
      GHE_HOST: "https://x/y",
    });
    expect(wrong.map((line) => line.split(":")[0]).toSorted()).toEqual(
      ["APP_ID", "BATON_WRITES", "BATON_WRITES_PER_SECOND", "GHE_HOST", "LOG_LEVEL", "PORT", "PRIVATE_KEY", "WEBHOOK_SECRET"].toSorted(),
    );
    expect(wrong.find((line) => line.startsWith("PORT"))).toBe('PORT: found "99999"; needed: a port number from 0 to 65535');
    expect(wrong.find((line) => line.startsWith("WEBHOOK_SECRET"))).toContain("found nothing");
    for (const line of wrong) expect(line).not.toContain("\n");
  });

  it.each(["", "   ", "development", "short-secret-19-chr"])("refuse the webhook secret %j", (secret) => {
    const wrong = lines({ ...good, WEBHOOK_SECRET: secret });
    expect(wrong).toHaveLength(1);
    if (secret.trim()) expect(wrong[0]).not.toContain(secret);
  });

  it("take the previous secret during a rotation", () => {
    const result = readSettings({ ...good, WEBHOOK_SECRET_PREVIOUS: "the-previous-secret-1234" });
    expect(result.ok && result.settings.webhookSecrets).toEqual([good.WEBHOOK_SECRET, "the-previous-secret-1234"]);
    expect(lines({ ...good, WEBHOOK_SECRET_PREVIOUS: "short" })).toHaveLength(1);
  });

  it.each([
    ["as it is", pem],
    ["with \\n spelled out", pem.replaceAll("\n", "\\n")],
    ["quoted", `"${pem.replaceAll("\n", "\\n")}"`],
    ["in base64", Buffer.from(pem).toString("base64")],
    ["as PKCS#8", pkcs8],
  ])("take a private key %s", (_, text) => {
    const result = readSettings({ ...good, PRIVATE_KEY: text });
    expect(result.ok && result.settings.privateKey).toBe(pkcs8);
  });

  it("take a private key from a file, and say when it is not there", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "key.pem"), pem);
    const env = { ...good, PRIVATE_KEY: undefined };
    expect(readSettings({ ...env, PRIVATE_KEY_PATH: join(folder, "key.pem") })).toMatchObject({
      ok: true,
      settings: { privateKey: pkcs8 },
    });
    expect(lines({ ...env, PRIVATE_KEY_PATH: join(folder, "none.pem") })[0]).toMatch(
      /^PRIVATE_KEY_PATH: found .*none\.pem.*cannot be read/,
    );
  });

  it("never show a key that is wrong", () => {
    expect(lines({ ...good, PRIVATE_KEY: "hunter2hunter2" }).join()).not.toContain("hunter2");
    const { privateKey: other } = generateKeyPairSync("ed25519");
    expect(lines({ ...good, PRIVATE_KEY: other.export({ type: "pkcs8", format: "pem" }).toString() })[0]).toContain("not RSA");
  });

  it("reach another GitHub", () => {
    const result = readSettings({ ...good, GHE_HOST: "localhost:8080", GHE_PROTOCOL: "http" });
    expect(result.ok && result.settings.baseUrl).toBe("http://localhost:8080/api/v3");
  });

  it("warn that Redis is not used", () => {
    expect(readSettings({ ...good, REDIS_URL: "redis://x" })).toMatchObject({ ok: true, warnings: [expect.stringContaining("REDIS_URL")] });
  });

  it("come from .env, which never outranks the environment", () => {
    const folder = temporaryFolder();
    expect(loadSettingsFile(folder)).toBe(false);
    writeFileSync(join(folder, ".env"), "BATON_TEST_A=file\nBATON_TEST_B=file\n");
    process.env["BATON_TEST_A"] = "set";
    expect(loadSettingsFile(folder)).toBe(true);
    expect([process.env["BATON_TEST_A"], process.env["BATON_TEST_B"]]).toEqual(["set", "file"]);
    delete process.env["BATON_TEST_A"];
    delete process.env["BATON_TEST_B"];
  });
});

describe("the database and the role", () => {
  const url = "postgres://baton:s3cret-pass@db.example:5432/baton";

  it("are taken as they are given", () => {
    const result = readSettings({ ...good, DATABASE_URL: url, BATON_ROLE: "worker", BATON_ADMIN_TOKEN: "a-token-of-20-letters" });
    expect(result).toMatchObject({ ok: true, settings: { databaseUrl: url, role: "worker", adminToken: "a-token-of-20-letters" } });
    expect(result.ok && secretsOf(result.settings)).toEqual([good.WEBHOOK_SECRET, "a-token-of-20-letters", "s3cret-pass"]);
    expect(result.ok && storeOf(result.settings)).toEqual({ url });
  });

  it.each(["web", "worker"])("refuse the role %s on the embedded database, in one line", (role) => {
    expect(lines({ ...good, BATON_ROLE: role })).toEqual([
      `BATON_ROLE: found "${role}" without DATABASE_URL; needed: DATABASE_URL, because the embedded database serves one process; or BATON_ROLE=all`,
    ]);
  });

  it.each([
    "mysql://baton:s3cret-pass@db/baton",
    "s3cret-pass",
    "postgres://baton:s3cret-pass@db",
    "postgres://baton:s3cret-pass@db:99999/x",
  ])("refuse a wrong URL without repeating it: %#", (wrong) => {
    const found = lines({ ...good, DATABASE_URL: wrong });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^DATABASE_URL: found \d+ characters; needed: postgres:/);
    expect(found[0]).not.toContain("s3cret-pass");
  });

  it("tell a password that is spelled in two ways", () => {
    const result = readSettings({ ...good, DATABASE_URL: "postgres://baton:p%40ss-word@db/baton" });
    expect(result.ok && secretsOf(result.settings)).toEqual([good.WEBHOOK_SECRET, "p%40ss-word", "p@ss-word"]);
  });

  it.each(["short", "has spaces but is long enough"])("refuse the admin token %j", (token) => {
    const found = lines({ ...good, BATON_ADMIN_TOKEN: token });
    expect(found).toHaveLength(1);
    expect(found[0]).not.toContain(token);
  });

  it("refuse a role that does not exist", () => {
    expect(lines({ ...good, DATABASE_URL: url, BATON_ROLE: "boss" })).toEqual(['BATON_ROLE: found "boss"; needed: all, web or worker']);
  });
});
