import { describe, expect, it } from "vitest";
import { TemporaryFault } from "../../../src/core/basics/faults.js";
import type { VisitorGitHub } from "../../../src/core/facts/visitor.js";
import { Permissions } from "../../../src/web/pages/permissions.js";

const paula = { id: 1, login: "paula", token: "ghu_paula", until: Number.MAX_SAFE_INTEGER };
const again = { ...paula, token: "ghu_paula_again" };

function github(may: () => boolean) {
  const asked: string[] = [];
  const fake: VisitorGitHub = {
    account: () => Promise.reject(new Error("not asked")),
    repositories: () => Promise.resolve([]),
    isInTeam: () => Promise.resolve(true),
    async repository(token, owner, name) {
      asked.push(`${token} ${owner}/${name}`);
      return may() ? { nodeId: "R_1", owner, name } : null;
    },
  };
  return { fake, asked };
}

describe("what a visitor may see", () => {
  it("is asked once a minute for each visitor and repository, and gone within that minute", async () => {
    let [now, may] = [0, true];
    const { fake, asked } = github(() => may);
    const permissions = new Permissions(fake, () => now);
    expect(await permissions.repository(paula, "acme", "app")).not.toBe(null);
    may = false;
    now = 59_999;
    expect(await permissions.repository(paula, "Acme", "APP")).not.toBe(null);
    expect(asked).toHaveLength(1);
    now = 60_000;
    expect(await permissions.repository(paula, "acme", "app")).toBe(null);
    expect(asked).toHaveLength(2);
  });

  it("is nobody else's answer, not even of the same person with another token", async () => {
    const { fake, asked } = github(() => true);
    const permissions = new Permissions(fake, () => 0);
    await permissions.repository(paula, "acme", "app");
    await permissions.repository(again, "acme", "app");
    expect(asked).toEqual(["ghu_paula acme/app", "ghu_paula_again acme/app"]);
  });

  it("is asked again after GitHub gave no answer", async () => {
    let fails = true;
    const { fake } = github(() => true);
    const permissions = new Permissions(
      { ...fake, repository: (...args) => (fails ? Promise.reject(new TemporaryFault("away")) : fake.repository(...args)) },
      () => 0,
    );
    await expect(permissions.repository(paula, "acme", "app")).rejects.toThrow(TemporaryFault);
    fails = false;
    expect(await permissions.repository(paula, "acme", "app")).not.toBe(null);
  });
});
