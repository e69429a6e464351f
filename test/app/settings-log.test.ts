import { describe, expect, it } from "vitest";
import { createLog } from "../../src/app/log.js";

const long = `ghs_123456_${"eyJhbGciOi".repeat(50)}.abc-def_ghi`;
const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEdeadbeef\nMIIEcafe\n-----END RSA PRIVATE KEY-----";
const SECRETS: [string, string, string][] = [
  ["an installation token", `ghs_${"a1B2".repeat(9)}`, "a1B2a1B2"],
  ["a long installation token", long, "eyJhbGciOieyJ"],
  ["a personal token", `ghp_${"Z9".repeat(18)}`, "Z9Z9Z9"],
  ["a fine-grained token", `github_pat_${"11ABC_def".repeat(5)}`, "11ABC_def"],
  ["a JWT", ["eyJhbGciOiJSUzI1NiJ9", "eyJpc3MiOjF9", "c2lnbmF0dXJl"].join("."), "c2lnbmF0dXJl"],
  ["a private key", key, "deadbeef"],
  ["a private key without an end", key.slice(0, 50), "MIIEdead"],
  ["a signature", `sha256=${"0f".repeat(32)}`, "0f0f0f"],
  ["a password in a URL", "postgres://baton:hunter2secret@db/x", "hunter2secret"],
  ["the webhook secret", 'my "very" secret-value-123', "secret-value-123"],
];

function written(write: (log: ReturnType<typeof createLog>, secret: string) => void, secret: string): string {
  let text = "";
  const destination = { write: (line: string) => void (text += line) };
  write(createLog({ level: "info", secrets: ['my "very" secret-value-123'], destination }), secret);
  return text;
}

describe.each(SECRETS)("%s", (_, secret, part) => {
  it.each<[string, (log: ReturnType<typeof createLog>, secret: string) => void]>([
    ["in a message", (log, value) => log.info(`got ${value} here`)],
    ["in a field", (log, value) => log.info({ deep: { list: [value] }, after: 1 }, "text")],
    ["in an error's message", (log, value) => log.error({ err: new Error(`bad ${value}`) }, "text")],
    ["in an error's cause", (log, value) => log.error({ err: new Error("outer", { cause: new Error(value) }) }, "text")],
    ["in a child's bindings", (log, value) => log.child({ bound: value }).warn("text")],
    ["as the error itself", (log, value) => log.error(new Error(value))],
  ])("never appears %s, and the line stays JSON", (_where, write) => {
    const text = written(write, secret);
    expect(text).toContain("[redacted]");
    expect(text).not.toContain(part);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});

it("leaves headers, requests and responses of Octokit's errors out", () => {
  const error = Object.assign(new Error("Not Found"), {
    status: 404,
    request: { headers: { authorization: "token abc" } },
    response: { data: "private text" },
  });
  const text = written((log) => log.error({ err: error }, "text"), "");
  expect(JSON.parse(text)).toMatchObject({ err: { message: "Not Found", status: 404 } });
  expect(text).not.toMatch(/abc|private text/);
});
