import { expect, test } from "vitest";
import type { WorkKey } from "../../src/core/ports.js";
import { keyColumns, keyId, rowKey } from "../../src/store/keys.js";

const place = { installationId: 7, repositoryId: "R_1", owner: "acme", name: "shop" };

test.each([
  { ...place, kind: "item", number: 3 },
  { ...place, kind: "commit", sha: "s", ref: "refs/heads/a b" },
  { ...place, kind: "repository" },
  { ...place, kind: "context" },
  { ...place, kind: "deployment", id: 4, run: 1_234_567_890_123, environment: "eu west 1 / prod", sha: "s" },
] as WorkKey[])("$kind comes back from its row as it went in", (key) => {
  expect(rowKey(keyColumns(key))).toEqual(key);
});

test("a deployment is one by its run and its own number: a run that is repeated asks anew", () => {
  const asked = { ...place, kind: "deployment", id: 4, run: 9, environment: "production", sha: "s" } as const;
  expect(keyId(asked)).toBe(keyId({ ...asked, environment: "PRODUCTION" }));
  expect(keyId(asked)).not.toBe(keyId({ ...asked, id: 5 }));
  expect(keyId(asked)).not.toBe(keyId({ ...asked, run: 8 }));
});
