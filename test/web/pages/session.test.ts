import { afterEach, describe, expect, it, vi } from "vitest";
import { sealsWith, SESSION_MS, SIGN_IN_MS } from "../../../src/web/pages/session.js";

const SECRET = "a secret of the App that is long enough for a seal";
const session = { id: 7, login: "paula", token: "ghu_token", until: Date.now() + 1_000_000 };

describe("a sealed cookie", () => {
  afterEach(() => vi.useRealTimers());

  it("is opened by every process with the same secret, and tells nothing to anybody else", async () => {
    const sealed = await sealsWith(SECRET, Date.now).session.close(session);
    expect(sealed).not.toContain("ghu_");
    expect(await sealsWith(SECRET, Date.now).session.open(sealed)).toEqual(session);
    expect(await sealsWith(`${SECRET}!`, Date.now).session.open(sealed)).toBe(null);
  });

  it("is none once anything in it was changed, or when it is none of ours", async () => {
    const { session: seal } = sealsWith(SECRET, Date.now);
    const sealed = await seal.close(session);
    for (const other of [
      undefined,
      "",
      "x",
      sealed.slice(0, -2),
      // Not the last character, of which not every bit says something.
      sealed.replace(/.(?=.{4}$)/, (one) => (one === "A" ? "B" : "A")),
      "y".repeat(5_000),
    ])
      expect(await seal.open(other)).toBe(null);
  });

  it("for one purpose is none for another", async () => {
    const seals = sealsWith(SECRET, Date.now);
    const begun = await seals.begun.close({ state: "s", verifier: "v", to: "/" });
    expect(await seals.session.open(begun)).toBe(null);
    expect(await seals.begun.open(await seals.session.close(session))).toBe(null);
  });

  it("ends with the token, and after eight hours whatever the token's end is", async () => {
    let now = Date.now();
    const seals = sealsWith(SECRET, () => now);
    const sealed = await seals.session.close({ ...session, until: now + 1_000 });
    now += 1_000;
    expect(await seals.session.open(sealed)).toBe(null);
    vi.useFakeTimers({ toFake: ["Date"] });
    const endless = await seals.session.close({ ...session, until: Number.MAX_SAFE_INTEGER });
    const begun = await seals.begun.close({ state: "s", verifier: "v", to: "/" });
    vi.setSystemTime(Date.now() + SIGN_IN_MS + 61_000);
    expect(await seals.begun.open(begun)).toBe(null);
    expect(await seals.session.open(endless)).not.toBe(null);
    vi.setSystemTime(Date.now() + SESSION_MS);
    expect(await seals.session.open(endless)).toBe(null);
  });
});
