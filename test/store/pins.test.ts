import { describe, expect, it } from "vitest";
import { bothDialects } from "./dialects.js";

const pin = (login: string, account: number | null, over: object = {}) => ({
  list: "roles.lead",
  definition: "d1",
  login,
  account,
  at: 5,
  ...over,
});

describe.each(await bothDialects())("accounts that logins named, on $name", ({ missing, empty }) => {
  it.skipIf(missing)("are kept by repository, large numbers and nobody included", async () => {
    const store = await empty();
    const pins = [pin("ana", 9_007_199_254_740_991), pin("bob", null)];
    expect(await store.savePins("R_1", pins)).toEqual(pins);
    expect(await store.loadPins("R_1")).toEqual(pins);
    expect(await store.loadPins("R_2")).toEqual([]);
  });

  it.skipIf(missing)("stay as they were first kept, whoever comes later", async () => {
    const store = await empty();
    await store.savePins("R_1", [pin("ana", 1)]);
    const later = [pin("ana", 2, { at: 9 }), pin("bob", 3, { at: 9 })];
    expect(await store.savePins("R_1", later)).toEqual([pin("ana", 1), pin("bob", 3, { at: 9 })]);
    const racing = await Promise.all([1, 2, 3].map((n) => store.savePins("R_2", [pin("ana", n)])));
    expect(new Set(racing.map(([first]) => first?.account)).size).toBe(1);
  });

  it.skipIf(missing)("are others for another wording of the list, and the same again where a wording comes back", async () => {
    const store = await empty();
    await store.savePins("R_1", [pin("ana", 1)]);
    const anew = pin("ana", 7, { definition: "d2" });
    expect(await store.savePins("R_1", [anew])).toEqual(expect.arrayContaining([pin("ana", 1), anew]));
    expect(await store.savePins("R_1", [pin("ana", 9)])).toHaveLength(2);
    expect(await store.savePins("R_1", [])).toEqual(expect.arrayContaining([pin("ana", 1), anew]));
  });
});
