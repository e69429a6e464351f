import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

let hub: Hub;

beforeAll(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createUser("paula", "eve");
  hub.createTeam("acme", "data-pm", { members: ["paula"] });
  hub.createRepository({ owner: "acme", name: "secret", private: true, collaborators: { paula: "write" } });
  hub.createRepository({ owner: "acme", name: "elsewhere", private: true, collaborators: { paula: "write" }, install: false });
  hub.createRepository({ owner: "acme", name: "open" });
});
afterAll(() => hub.close());

const BACK = "http://127.0.0.1:9/-/signed-in";
const VERIFIER = "a-verifier-of-at-least-forty-three-characters-for-pkce";

function authorize(more: Record<string, string> = {}): string {
  const challenge = createHash("sha256").update(VERIFIER).digest("base64url");
  const asked = { client_id: hub.app.clientId, redirect_uri: BACK, state: "s", code_challenge: challenge, code_challenge_method: "S256" };
  return new URLSearchParams({ ...asked, ...more }).toString();
}

async function codeOf(login: string): Promise<string> {
  const answer = await fetch(`${hub.url}/login/oauth/authorize/as/${login}?${authorize()}`, { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  expect(back.searchParams.get("state")).toBe("s");
  return back.searchParams.get("code") ?? "";
}

async function exchange(code: string, more: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const { clientId, clientSecret } = hub.app;
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: BACK,
    code_verifier: VERIFIER,
    ...more,
  });
  const answer = await fetch(`${hub.url}/login/oauth/access_token`, { method: "POST", body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

async function signIn(login: string): Promise<string> {
  return String((await exchange(await codeOf(login)))["access_token"]);
}

async function get(token: string, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${hub.url}/api/v3${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json() };
}

describe("signing in to the App", () => {
  test("the page has one link for each person", async () => {
    const page = await (await fetch(`${hub.url}/login/oauth/authorize?${authorize()}`)).text();
    expect(page).toContain("/login/oauth/authorize/as/paula?");
    expect(page).toContain("error=access_denied");
  });

  test.each([
    ["another App", { client_id: "Iv1.other" }],
    ["a way back to another machine", { redirect_uri: "https://evil.example/" }],
    ["a challenge that is no S256", { code_challenge_method: "plain" }],
  ])("%s is refused", async (_what, more) => {
    expect((await fetch(`${hub.url}/login/oauth/authorize?${authorize(more)}`)).status).toBe(422);
  });

  test("a code is worth a token once, with the secret, the verifier and the way back it was made for", async () => {
    expect(await exchange(await codeOf("paula"), { client_secret: "wrong" })).toMatchObject({ error: "incorrect_client_credentials" });
    expect(await exchange(await codeOf("paula"), { code_verifier: "wrong" })).toMatchObject({ error: "bad_verification_code" });
    expect(await exchange(await codeOf("paula"), { redirect_uri: "http://127.0.0.1:9/" })).toMatchObject({
      error: "bad_verification_code",
    });
    const code = await codeOf("paula");
    expect(await exchange(code)).toMatchObject({ token_type: "bearer", expires_in: 28_800, access_token: expect.stringMatching(/^ghu_/) });
    expect(await exchange(code)).toMatchObject({ error: "bad_verification_code" });
  });

  test("a token sees what its owner and the App both see, until it is taken back", async () => {
    const paula = await signIn("paula");
    expect(await get(paula, "/user")).toMatchObject({ status: 200, body: { login: "paula" } });
    expect((await get(paula, "/repos/acme/secret")).status).toBe(200);
    expect((await get(paula, "/repos/acme/elsewhere")).status).toBe(404);
    const { body } = await get(paula, "/user/installations?per_page=100&page=1");
    const [{ id }] = (body as { installations: [{ id: number }] }).installations;
    expect(await get(paula, `/user/installations/${id}/repositories?per_page=100&page=1`)).toMatchObject({
      body: { total_count: 1, repositories: [{ full_name: "acme/secret" }] },
    });
    const eve = await signIn("eve");
    expect((await get(eve, "/repos/acme/secret")).status).toBe(404);
    expect((await get(eve, "/repos/acme/open")).status).toBe(200);
    expect(await get(eve, "/user/installations?per_page=100&page=1")).toMatchObject({ body: { total_count: 0 } });
    hub.revokeAuthorization("paula");
    expect((await get(paula, "/user")).status).toBe(401);
    expect((await get(eve, "/user")).status).toBe(200);
  });
});
