import { describe, expect, it } from "vitest";
import { artefactsSeen } from "../../src/app/work/artefacts-seen.js";
import type { AppContext } from "../../src/app/work/context.js";
import { blankSnapshot } from "../core/blank-snapshot.js";

const DAY = 86_400_000;

/** A clock and marks, as the App has them. */
function appAt(start: number) {
  const marks = new Map<string, number>();
  let now = start;
  const store = {
    loadMark: async (name: string) => marks.get(name) ?? null,
    saveMark: async (name: string, at: number) => void marks.set(name, at),
  };
  const context = { store, now: () => now } as unknown as AppContext;
  const { repository } = blankSnapshot("", null);
  return {
    marks,
    later: (ms: number) => (now += ms),
    async dateOf(at: number, since: number | null = null): Promise<number | undefined> {
      const usage = { known: true as const, value: { commit: "c1", at, since, files: [] } };
      const { artefacts: seen } = await artefactsSeen(context, { repository, artefacts: { usage } });
      return seen?.["usage"]?.known ? seen["usage"].value?.at : undefined;
    },
  };
}

describe("a commit's date, where GitHub keeps no log of pushes", () => {
  it("counts as no younger than when the version was first seen, however often one looks", async () => {
    const app = appAt(1000 * DAY);
    expect(await app.dateOf(2000 * DAY)).toBe(1000 * DAY);
    app.later(30 * DAY);
    expect(await app.dateOf(2000 * DAY)).toBe(1000 * DAY);
  });

  it("is believed when it is older: nobody gains by that", async () => {
    expect(await appAt(1000 * DAY).dateOf(1000)).toBe(1000);
  });

  it("is not asked about where the log tells", async () => {
    const app = appAt(1000 * DAY);
    expect(await app.dateOf(999 * DAY, 999 * DAY)).toBe(999 * DAY);
    expect(app.marks.size).toBe(0);
  });
});
