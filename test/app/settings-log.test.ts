import { describe, expect, it } from "vitest";
import { TemporaryFault } from "../../src/core/basics/faults.js";
import { createLog } from "../../src/telemetry/log.js";

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

describe("of what Octokit throws", () => {
  const thrown = (data: unknown, message = "Validation Failed") =>
    Object.assign(new Error(message), {
      status: 422,
      request: { headers: { authorization: "token abc" }, body: "private text" },
      response: { data },
    });
  const logged = (error: unknown) => written((log) => log.error({ err: error }, "text"), "");

  it("neither headers nor bodies are written", () => {
    const text = logged(thrown({ message: "Validation Failed" }));
    expect(JSON.parse(text)).toMatchObject({ err: { message: "Validation Failed", status: 422 } });
    expect(text).not.toMatch(/abc|private text/);
  });

  it("values that GitHub refused are not written, but which fields they were of", () => {
    const data = { message: "Validation Failed", errors: [{ resource: "Label", field: "name", code: "invalid", value: "private text" }] };
    const text = logged(thrown(data, `Validation Failed: ${JSON.stringify(data.errors)}`));
    expect(JSON.parse(text)).toMatchObject({ err: { message: "Validation Failed; Label name invalid" } });
    expect(text).not.toContain("private text");
  });

  it("an answer that was no JSON is not written", () => {
    const text = logged(thrown("private text, cut of", "private text, cut of"));
    expect(JSON.parse(text)).toMatchObject({ err: { message: "status 422" } });
    expect(text).not.toContain("private text");
  });

  it("what a query asked for is not written", () => {
    const errors = [{ type: "NOT_FOUND", message: "Could not resolve to a Blob with the path 'private text'." }];
    const error = Object.assign(new Error(errors[0]?.message), { errors, response: { errors } });
    const text = logged(new TemporaryFault("GitHub failed", { cause: error }));
    expect(JSON.parse(text)).toMatchObject({ err: { cause: { message: "NOT_FOUND: Could not resolve to a Blob with the path …." } } });
    expect(text).not.toContain("private text");
  });

  it("a text that could not be parsed is not quoted", () => {
    let failure: unknown;
    try {
      JSON.parse("private text");
    } catch (error) {
      failure = error;
    }
    expect(logged(failure)).not.toContain("private");
  });
});
