import { generateKeyPairSync } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import Libsql from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { listDeadLetters, replay } from "../../src/cli/admin.js";
import { auditExport, type ExportFormat } from "../../src/cli/audit-export.js";
import { csvCell } from "../../src/render/csv.js";
import { ledgerKeys } from "../../src/cli/audit-keys.js";
import { auditVerify, readAnchor } from "../../src/cli/audit.js";
import { ledgerKey } from "../../src/app/serve/ledger-key.js";
import { resync } from "../../src/cli/resync.js";
import { plain, WITHOUT_AN_APP, withStore } from "../../src/cli/common/with-store.js";
import type { Store } from "../../src/app/settings/own-store.js";
import { openStore } from "../../src/store/store.js";
import { evaluation, folder, item, TEST_KEY } from "../store/samples.js";
import { temporaryFolder } from "../support/temporary.js";

let place: string;
let said: string;
let complained: string;
const output = { out: (text: string) => void (said += text), err: (text: string) => void (complained += text) };
const command = async (work: (store: Store) => Promise<number>) => {
  [said, complained] = ["", ""];
  return await withStore(output, work, { BATON_DATA: place });
};

/** A ledger of some entries, one of them with everything a spreadsheet or a line reader trips over. */
async function fill(count: number): Promise<void> {
  const store = await openStore({ folder: place }, TEST_KEY);
  await store.enqueue([item(1)], 0);
  const lease = await store.claim(0, 1_000);
  if (!lease) throw new Error("nothing to claim");
  const entries = Array.from({ length: count }, (_, n) => ({
    at: n,
    kind: "rejected",
    item: `I_${n}`,
    actor: n === 1 ? '=cmd|"/c calc"!A1' : "ana",
    payload: { reason: 'a "quote",\na line' },
  }));
  await store.commit(lease, { ...evaluation("I_1"), entries });
  await store.finish(lease, { now: 1, dueAt: null });
  await store.close();
}

function tamper(statements: string): void {
  const db = new Libsql(join(place, "baton.db"));
  db.exec(`drop trigger ledger_no_update; drop trigger ledger_no_delete; ${statements}`);
  db.close();
}

async function exported(format: ExportFormat, from = 1): Promise<string> {
  let text = "";
  const to = new Writable({ write: (chunk, _, done) => ((text += String(chunk)), done()) });
  expect(await command((store) => auditExport(store, format, from, to))).toBe(0);
  return text;
}

beforeEach(() => {
  place = folder();
});

describe("baton audit verify", () => {
  it("says how many entries there are, and the anchor that it takes itself", async () => {
    await fill(4);
    expect(await command((store) => auditVerify(store, null, [TEST_KEY], output))).toBe(0);
    const anchor = readAnchor(/^Anchor: (\S+)$/m.exec(said)?.[1] ?? "");
    expect(said).toMatch(/^4 entries/);
    expect(anchor?.seq).toBe(4);
    expect(await command((store) => auditVerify(store, anchor, [TEST_KEY], output))).toBe(0);
  });

  it.each([
    ["an edit", "update ledger set actor = 'eve' where seq = 2", 2],
    ["a deletion", "delete from ledger where seq = 2", 3],
    [
      "a swap",
      "update ledger set seq = 99 where seq = 2; update ledger set seq = 2 where seq = 3; update ledger set seq = 3 where seq = 99",
      2,
    ],
  ])("finds %s, names the first wrong entry and fails", async (_, statements, seq) => {
    await fill(4);
    tamper(statements);
    expect(await command((store) => auditVerify(store, null, [TEST_KEY], output))).toBe(1);
    expect(complained).toContain(`First wrong entry: ${seq}`);
    expect(said).toBe("");
  });

  it("finds a cut-off end with an anchor only", async () => {
    await fill(4);
    await command((store) => auditVerify(store, null, [TEST_KEY], output));
    const anchor = readAnchor(/^Anchor: (\S+)$/m.exec(said)?.[1] ?? "");
    tamper("delete from ledger where seq > 2");
    expect(await command((store) => auditVerify(store, null, [TEST_KEY], output))).toBe(0);
    expect(await command((store) => auditVerify(store, anchor, [TEST_KEY], output))).toBe(1);
  });

  it.each(["", "4", "4:abc", `0:${"a".repeat(64)}`, `4:${"g".repeat(64)}`])("takes no %j for an anchor", (text) => {
    expect(readAnchor(text)).toBeNull();
  });

  it("never makes an empty store and calls it good", async () => {
    place = join(temporaryFolder(), "nothing");
    expect(await command((store) => auditVerify(store, null, [TEST_KEY], output))).toBe(2);
    expect(complained).toContain("there is no database");
    expect(existsSync(place)).toBe(false);
  });

  it("says what else there is to read, where a command has that", async () => {
    const env = { BATON_DATA: join(temporaryFolder(), "nothing") };
    expect(await withStore(output, async () => 0, env, WITHOUT_AN_APP)).toBe(2);
    expect(complained).toMatch(/there is no database .+\nWithout an App, `baton demo --history --keep quarter`.+\n$/);
  });

  it("does not echo a database URL, which may hold a password", async () => {
    expect(await withStore(output, async () => 0, { DATABASE_URL: "mysql://u:hunter2@h/db" })).toBe(2);
    expect(complained).not.toContain("hunter2");
  });
});

describe("the keys of baton audit verify", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const file = (text: string) => {
    const path = join(temporaryFolder(), "app.pem");
    writeFileSync(path, text);
    return path;
  };

  it("are the App's own, however it is given, and earlier ones from files", () => {
    const own = { ok: true, keys: [ledgerKey(pem)] };
    expect(ledgerKeys({ PRIVATE_KEY: pem }, [])).toEqual(own);
    expect(ledgerKeys({ PRIVATE_KEY: privateKey.export({ type: "pkcs1", format: "pem" }).toString() }, [])).toEqual(own);
    expect(ledgerKeys({ PRIVATE_KEY_PATH: file(pem) }, [])).toEqual(own);
    expect(ledgerKeys({}, [file(pem)])).toEqual(own);
    const both = ledgerKeys({ PRIVATE_KEY: pem }, [file(other)]);
    expect(both.ok && new Set(both.keys.map((key) => key.id)).size).toBe(2);
    expect(ledgerKeys({ PRIVATE_KEY: " " }, [])).toEqual({ ok: true, keys: [] });
  });

  it("are said to be wrong without a word of what they hold", () => {
    const bad = ledgerKeys({ PRIVATE_KEY: pem }, [file("hunter2")]);
    expect(bad).toMatchObject({ ok: false, line: expect.stringMatching(/^--key: /) });
    expect(JSON.stringify(bad)).not.toContain("hunter2");
    expect(ledgerKeys({ PRIVATE_KEY: "hunter2" }, [])).toMatchObject({ ok: false });
  });

  it("decide what is proved, and that is said", async () => {
    await fill(3);
    const another = { ...TEST_KEY, id: "0123456789abcdef" };
    expect(await command((store) => auditVerify(store, null, [TEST_KEY, another], output))).toBe(0);
    expect(said).toContain(`3 entries, all as they were written.\n  1 to 3: keyed (${TEST_KEY.id}), proved.\n`);
    expect(await command((store) => auditVerify(store, null, [], output))).toBe(0);
    expect(said).toMatch(/^3 entries, each following from the one before\.\n {2}1 to 3: keyed \(\w+\), what they say is not proved/);
    expect(await command((store) => auditVerify(store, null, [another], output))).toBe(1);
    expect(complained).toContain(`First wrong entry: 1: was made with key ${TEST_KEY.id}`);
  });
});

describe("baton audit export", () => {
  it("writes every entry once, from where it was told, over pages", async () => {
    await fill(1_203);
    const rows = (await exported("jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { seq: number });
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 1_203 }, (_, n) => n + 1));
    expect((await exported("jsonl", 1_200)).trimEnd().split("\n")).toHaveLength(4);
    expect(await exported("jsonl", 9_999)).toBe("");
  });

  it("keeps a record on one line of JSON, and quotes it in CSV", async () => {
    await fill(2);
    expect((await exported("jsonl")).split("\n")).toHaveLength(3);
    const csv = await exported("csv");
    expect(csv.split("\r\n")[0]).toBe("seq,time,at,kind,item,actor,payload,prev_hash,key_id,hash");
    expect(csv.split("\r\n")).toHaveLength(4);
    expect(csv).toContain(`"'=cmd|""/c calc""!A1"`);
  });

  it("writes what the entries say in today's shape when asked, and those it cannot read as they are", async () => {
    await fill(1);
    const lines = (await exported("lifted")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { seq: 1, at: 0, kind: "unknown", was: "rejected", item: "I_0", actor: "ana", payload: { reason: 'a "quote",\na line' } },
    ]);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "＝1", "\uff0b1"])(
    "lets no spreadsheet compute %j",
    (text) => {
      expect(csvCell(text).startsWith(`"'`)).toBe(true);
    },
  );

  it("leaves harmless text as it is", () => {
    expect([csvCell("ana"), csvCell(null), csvCell(7), csvCell("a-b=c")]).toEqual(['"ana"', '""', "7", '"a-b=c"']);
  });
});

describe("baton admin", () => {
  async function park(count: number): Promise<void> {
    const store = await openStore({ folder: place });
    for (let number = 1; number <= count; number++) {
      await store.enqueue([item(number)], 0);
      const lease = await store.claim(0, 1_000);
      if (lease) await store.fail(lease, { now: number, error: "GitHub\nrefuses \u001b[2J", dead: true });
    }
    await store.close();
  }

  it("lists what was given up, harmless for a terminal", async () => {
    await park(1);
    expect(await command((store) => listDeadLetters(store, "text", output))).toBe(0);
    expect(said).toMatch(/^item:R_1:1\n {2}acme\/app#1, parked 1970-\S+ after 1 attempt\n {2}GitHub refuses ·\[2J\n$/);
    await command((store) => listDeadLetters(store, "json", output));
    expect(JSON.parse(said)).toMatchObject({ id: "item:R_1:1", attempts: 1 });
  });

  it("replays one, or all, and fails for what is not parked", async () => {
    await park(3);
    expect(await command((store) => replay(store, "item:R_1:2", 10, output))).toBe(0);
    expect(await command((store) => replay(store, "item:R_1:2", 10, output))).toBe(1);
    expect(await command((store) => replay(store, null, 10, output))).toBe(0);
    expect(said).toBe("2 put back in line.\n");
    await command((store) => listDeadLetters(store, "text", output));
    expect(said).toBe("Nothing is parked.\n");
  });
});

describe("baton resync", () => {
  it("puts a repository in line, and says when there is no such thing", async () => {
    await fill(1);
    expect(await command((store) => resync(store, "Acme/App", 5_000, output))).toBe(0);
    expect(said).toMatch(/^Acme\/App is in line with 1 known item;/);
    expect(await command((store) => resync(store, "acme/other", 5_000, output))).toBe(1);
    for (const bad of ["acme", "acme/app/x", "a b/c", "../../etc"])
      expect(await command((store) => resync(store, bad, 5_000, output))).toBe(2);
  });

  it("is seen by the App that runs on the same database", async () => {
    await fill(1);
    const app = await openStore({ folder: place });
    await command((store) => resync(store, "acme/app", 5_000, output));
    expect((await app.claim(5_000, 100))?.id).toBe("item:R_1:1");
    await app.close();
  });
});

describe("what is printed of other people's text", () => {
  it("is one line without commands", () => {
    expect(plain("a\u001b]0;x\u0007\r\nb\u202ec")).toBe("a·]0;x· b·c");
  });
});
