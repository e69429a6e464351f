import { createHmac } from "node:crypto";
import { request } from "node:http";
import type { Server } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/app/time/clock.js";
import { BODY_CAP, intake } from "../../src/app/intake/intake.js";
import { createLog } from "../../src/telemetry/log.js";
import { closeServer, httpServer, listen } from "../../src/app/serve/http.js";
import type { Delivery } from "../../src/store/store.js";
import type { WorkKey } from "../../src/core/ports.js";

const SECRET = "the-current-secret-123456";
const PREVIOUS = "the-previous-secret-12345";
const key: WorkKey = { kind: "repository", installationId: 5, repositoryId: "R", owner: "acme", name: "app" };

let server: Server;
let url: string;
let logged: string;
let accepted: { delivery: Delivery; keys: readonly WorkKey[] }[];
let storeFails: Error | null;

beforeEach(async () => {
  accepted = [];
  logged = "";
  storeFails = null;
  const log = createLog({ level: "trace", destination: { write: (line) => void (logged += line) } });
  const store = {
    acceptDelivery: async (delivery: Delivery, keys: readonly WorkKey[]) => {
      if (storeFails) throw storeFails;
      const known = accepted.some((one) => one.delivery.id === delivery.id);
      if (!known) accepted.push({ delivery, keys });
      return known ? ("duplicate" as const) : ("accepted" as const);
    },
  };
  const workFor = (event: string, payload: unknown) => {
    if (JSON.stringify(payload).includes("unmappable")) throw new Error("secret detail");
    return event === "issues" ? [key] : [];
  };
  const webhooks = intake({ secrets: [SECRET, PREVIOUS], store, workFor, clock: systemClock, log });
  server = httpServer({ webhooks, pages: [], log, timeouts: { headersMs: 300, requestMs: 400 } });
  url = await listen(server, 0, "127.0.0.1");
});
afterEach(() => closeServer(server, 0));

const body = JSON.stringify({ action: "opened", installation: { id: 5 } });

function headers(raw: string | Buffer, secret = SECRET): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`,
    "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    "x-github-event": "issues",
  };
}

async function post(
  raw: string | Buffer,
  changed: Record<string, string | undefined> = {},
  secret = SECRET,
): Promise<{ status: number; text: string }> {
  const all = Object.entries({ ...headers(raw, secret), ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const response = await fetch(`${url}/api/github/webhooks`, {
    method: "POST",
    body: new Uint8Array(Buffer.from(raw)),
    headers: Object.fromEntries(all),
  });
  return { status: response.status, text: await response.text() };
}

describe("a delivery", () => {
  it("is kept, then answered with 202", async () => {
    expect(await post(body)).toMatchObject({ status: 202 });
    expect(accepted).toMatchObject([{ delivery: { event: "issues", action: "opened", installationId: 5 }, keys: [key] }]);
  });

  it("is answered alike when it comes again, without effect", async () => {
    await post(body);
    expect((await post(body)).status).toBe(202);
    expect(accepted).toHaveLength(1);
  });

  it("of an event nobody needs is accepted", async () => {
    expect((await post(body, { "x-github-event": "ping" })).status).toBe(202);
    expect(accepted[0]?.keys).toEqual([]);
  });

  it("may be signed with the previous secret", async () => {
    expect((await post(body, {}, PREVIOUS)).status).toBe(202);
  });

  it("is refused with 503 when it cannot be kept, so that it is delivered again", async () => {
    storeFails = new Error("disk full: /secret/path");
    const answer = await post(body);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain("disk");
    storeFails = null;
    expect((await post(body)).status).toBe(202);
  });

  it("that cannot be understood is refused without its error's text", async () => {
    const answer = await post(JSON.stringify({ title: "unmappable" }));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret detail");
  });
});

/** All events that GitHub documents; some names hold digits. */
const EVENTS = `
branch_protection_configuration branch_protection_rule check_run check_suite code_scanning_alert commit_comment create
custom_property custom_property_values delete dependabot_alert deploy_key deployment deployment_protection_rule deployment_review
deployment_status discussion discussion_comment fork github_app_authorization gollum installation installation_repositories
installation_target issue_comment issue_dependencies issues label marketplace_purchase member membership merge_group meta
milestone org_block organization package page_build personal_access_token_request ping project project_card project_column
projects_v2 projects_v2_item projects_v2_status_update public pull_request pull_request_review pull_request_review_comment
pull_request_review_thread push registry_package release repository repository_advisory repository_dispatch repository_import
repository_ruleset repository_vulnerability_alert secret_scanning_alert secret_scanning_alert_location secret_scanning_scan
security_advisory security_and_analysis sponsorship star status sub_issues team team_add watch workflow_dispatch workflow_job
workflow_run
`
  .trim()
  .split(/\s+/);

describe("an event", () => {
  it.each(EVENTS)("%s is taken", async (event) => {
    expect((await post(body, { "x-github-event": event })).status).toBe(202);
  });

  it.each(["Issues", "issues ", "1issues", "_issues", "a".repeat(65), "issues;drop"])("named %j is refused", async (event) => {
    const taken = await post(body, { "x-github-event": event });
    // Blanks around a header's value are no part of it.
    expect(taken.status).toBe(event.trim() === "issues" ? 202 : 400);
  });
});

describe("refused, with nothing kept", () => {
  it.each([
    ["no signature", { "x-hub-signature-256": undefined }, 401],
    ["a malformed signature", { "x-hub-signature-256": "sha256=abc" }, 401],
    ["SHA-1", { "x-hub-signature-256": `sha1=${"0".repeat(40)}` }, 401],
    ["a wrong signature", { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }, 401],
    ["no delivery id", { "x-github-delivery": undefined }, 400],
    ["a strange delivery id", { "x-github-delivery": "a b'--" }, 400],
    ["no event", { "x-github-event": undefined }, 400],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["a compressed body", { "content-encoding": "gzip" }, 415],
  ])("%s", async (_, changed, status) => {
    expect((await post(body, changed)).status).toBe(status);
    expect(accepted).toEqual([]);
  });

  it("the secret that Probot falls back to", async () => {
    expect((await post(body, {}, "development")).status).toBe(401);
  });

  it("a body that was changed on the way, which is not logged either", async () => {
    const signed = headers(body);
    const answer = await post(body.replace("opened", "canary"), { "x-hub-signature-256": signed["x-hub-signature-256"] });
    expect(answer.status).toBe(401);
    expect(logged).not.toContain("canary");
  });

  it.each(["{", "[]", "null", '"text"', ""])("the signed body %j", async (raw) => {
    expect((await post(raw)).status).toBe(400);
    expect(accepted).toEqual([]);
  });

  it("other methods and other paths", async () => {
    const get = await fetch(`${url}/api/github/webhooks`);
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${url}/probot`)).status).toBe(404);
  });
});

describe("hostile connections", () => {
  it("announcing a large body get 413 before they send it", async () => {
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${url}/api/github/webhooks`, {
        method: "POST",
        headers: { ...headers(""), "content-length": String(400 * 1024 * 1024) },
      });
      sending.on("response", (response) => resolve(response.statusCode)).on("error", reject);
      sending.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it("sending without end and without a length get 413", async () => {
    let sent = 0;
    const status = await new Promise((resolve) => {
      const sending = request(`${url}/api/github/webhooks`, {
        method: "POST",
        headers: { ...headers(""), "transfer-encoding": "chunked" },
      });
      let open = true;
      sending.on("response", (response) => ((open = false), resolve(response.statusCode))).on("error", () => (open = false));
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        if (!open) return;
        sent += chunk.length;
        if (sending.write(chunk)) setImmediate(more);
        else sending.once("drain", more);
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent, "not much more is read than the cap").toBeLessThan(BODY_CAP * 4);
  });

  it.each([
    ["headers", "POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\n"],
    [
      "a body",
      `POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\n${Object.entries(headers("x"))
        .map(([k, v]) => `${k}: ${v}\r\n`)
        .join("")}Content-Length: 100\r\n\r\n{`,
    ],
  ])("never finishing %s are cut off", async (_, start) => {
    const { port, hostname } = new URL(url);
    const text = await new Promise<string>((resolve, reject) => {
      let got = "";
      const socket = connect(Number(port), hostname, () => socket.write(start));
      socket
        .on("data", (data) => (got += data))
        .on("close", () => resolve(got))
        .on("error", reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 40[08]/);
    expect(accepted).toEqual([]);
  });
});
