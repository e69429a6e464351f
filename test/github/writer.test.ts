import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TemporaryFault, TerminalFault } from "../../src/core/basics/faults.js";
import type { CheckRun, Write } from "../../src/core/facts/writes.js";
import { drop } from "../../src/github/caches.js";
import { invalidates } from "../../src/github/events.js";
import { fitCheckRun, fitComment } from "../../src/github/limits.js";
import { createWriter } from "../../src/github/writer.js";
import { API, connect, expectToken, REPO } from "./support.js";

const home = "/repos/acme/shop";
const label = { name: "handoff: blocked", color: "d73a4a", description: "A gate is red" };
const run: CheckRun = {
  name: "baton",
  headSha: "abc",
  externalId: "I_1",
  conclusion: "failure",
  detailsUrl: null,
  output: { title: "t", summary: "s", text: "x" },
  actions: [{ label: "Re-check", description: "Look again", identifier: "recheck" }],
};

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

async function setUp(enabled = () => true) {
  expectToken();
  const connection = await connect();
  const skipped: Write[] = [];
  const writer = createWriter({
    ...connection,
    repository: REPO,
    labels: ["Handoff: Blocked"],
    enabled,
    onSkipped: (_number, write) => skipped.push(write),
  });
  return { ...connection, writer, skipped };
}
const knownLabel = () => nock(API).get(`${home}/labels/handoff%3A%20blocked`).reply(200, { name: "handoff: blocked" });
const addLabel = () =>
  nock(API)
    .post(`${home}/issues/1/labels`, { labels: ["handoff: blocked"] })
    .reply(200, []);

describe("a write that is not admitted", () => {
  it("keeps none of the others back, and is told when they are out", async () => {
    expectToken();
    const connection = await connect();
    const written: Write["kind"][] = [];
    const admit = (_number: number, write: Write) => {
      if (write.kind === "create_comment") throw new TemporaryFault("too many");
    };
    const onWritten = ({ kind }: Write) => written.push(kind);
    const writer = createWriter({ ...connection, repository: REPO, labels: [], enabled: () => true, admit, onWritten });
    const sent = nock(API).post(`${home}/check-runs`).reply(201, { id: 5 });
    const writes: Write[] = [
      { kind: "create_comment", key: "living", body: "hello" },
      { kind: "create_check_run", run },
    ];
    await expect(writer.item(1, writes)).rejects.toThrow("too many");
    sent.done();
    expect(written).toEqual(["create_check_run"]);
  });
});

describe("the issue about what flows between roles", () => {
  it("is opened, which returns its number, and edited by it", async () => {
    const { writer, spent } = await setUp();
    nock(API).post(`${home}/issues`, { title: "Context", body: "How it stands" }).reply(201, { id: 900, number: 7 });
    nock(API).patch(`${home}/issues/7`, { body: "How it stands now" }).reply(200, { id: 900, number: 7 });
    expect(await writer.item(0, [{ kind: "create_issue", title: "Context", body: "How it stands" }])).toEqual([7]);
    await writer.item(7, [{ kind: "update_issue", number: 7, body: "How it stands now" }]);
    expect(spent()).toMatchObject({ writes: 2 });
    nock(API).patch(`${home}/issues/7`).reply(410, { message: "This issue was deleted" });
    await expect(writer.item(7, [{ kind: "update_issue", number: 7, body: "gone" }])).rejects.toBeInstanceOf(TemporaryFault);
  });
});

describe("labels", () => {
  it("are added one by one, and made with their colour when the repository lacks them", async () => {
    const { writer, spent } = await setUp();
    nock(API).get(`${home}/labels/handoff%3A%20blocked`).reply(404, { message: "Not Found" });
    const make = nock(API).post(`${home}/labels`, label).reply(201, {});
    addLabel();
    expect(await writer.item(1, [{ kind: "add_label", label }])).toEqual([null]);
    make.done();
    addLabel();
    await writer.item(1, [{ kind: "add_label", label }]);
    expect(spent()).toMatchObject({ reads: 1, writes: 3 });
  });

  it("do not mind somebody who made the label meanwhile, and are looked up again after a label event", async () => {
    const { writer, caches } = await setUp();
    nock(API).get(`${home}/labels/handoff%3A%20blocked`).reply(404, { message: "Not Found" });
    nock(API)
      .post(`${home}/labels`)
      .reply(422, { message: "Validation Failed", errors: [{ code: "already_exists" }] });
    addLabel();
    await writer.item(1, [{ kind: "add_label", label }]);
    drop(caches, invalidates("label", { action: "deleted", repository: { node_id: "R_1", name: "shop", owner: { login: "acme" } } }));
    const looked = knownLabel();
    addLabel();
    await writer.item(1, [{ kind: "add_label", label }]);
    looked.done();
  });

  it("are taken off one by one; gone already is fine", async () => {
    const { writer } = await setUp();
    nock(API).delete(`${home}/issues/1/labels/handoff%3A%20blocked`).reply(404, { message: "Label does not exist" });
    expect(await writer.item(1, [{ kind: "remove_label", name: "handoff: blocked" }])).toEqual([null]);
  });

  it("off the list are refused before anything is sent", async () => {
    const { writer, spent } = await setUp();
    const writes: Write[] = [
      { kind: "create_comment", key: "k", body: "b" },
      { kind: "remove_label", name: "security" },
    ];
    await expect(writer.item(1, writes)).rejects.toBeInstanceOf(TerminalFault);
    expect(spent().writes).toBe(0);
  });
});

describe("comments, reactions and checks", () => {
  it("are carried out in order, and tell the ids they made", async () => {
    const { writer } = await setUp();
    nock(API).post(`${home}/issues/comments/5/reactions`, { content: "eyes" }).reply(201, { id: 77 });
    nock(API).post(`${home}/issues/1/comments`, { body: "hello" }).reply(201, { id: 6 });
    nock(API).patch(`${home}/issues/comments/6`, { body: "changed" }).reply(200, { id: 6 });
    nock(API)
      .post(
        `${home}/check-runs`,
        (body) => body.status === "completed" && body.head_sha === "abc" && body.external_id === "I_1" && !("details_url" in body),
      )
      .reply(201, { id: 9 });
    nock(API)
      .patch(`${home}/check-runs/9`, (body) => body.conclusion === "failure" && !("head_sha" in body))
      .reply(200, { id: 9 });
    const ids = await writer.item(1, [
      { kind: "react", commentId: 5, content: "eyes" },
      { kind: "create_comment", key: "k", body: "hello" },
      { kind: "update_comment", commentId: 6, body: "changed" },
      { kind: "create_check_run", run },
      { kind: "update_check_run", id: 9, run },
    ]);
    expect(ids).toEqual([null, 6, 6, 9, 9]);
  });

  it("stop at the first failure", async () => {
    const { writer } = await setUp();
    nock(API).post(`${home}/issues/1/comments`).reply(502, {});
    nock(API).post(`${home}/issues/comments/5/reactions`).reply(201, { id: 1 });
    await expect(
      writer.item(1, [
        { kind: "create_comment", key: "k", body: "b" },
        { kind: "react", commentId: 5, content: "+1" },
      ]),
    ).rejects.toBeInstanceOf(TemporaryFault);
    expect(nock.pendingMocks()).toHaveLength(1);
  });

  it.each([
    ["a comment", { kind: "update_comment", commentId: 6, body: "b" } as const, `${home}/issues/comments/6`],
    ["a check run", { kind: "update_check_run", id: 9, run } as const, `${home}/check-runs/9`],
  ])("are looked for anew when %s is gone", async (_what, write, path) => {
    const { writer } = await setUp();
    nock(API).patch(path).reply(404, { message: "Not Found" });
    await expect(writer.item(1, [write])).rejects.toBeInstanceOf(TemporaryFault);
  });

  it("take a commit that was replaced as a reason to look again", async () => {
    const { writer } = await setUp();
    nock(API).post(`${home}/check-runs`).reply(422, { message: "No commit found for SHA: abc" });
    await expect(writer.item(1, [{ kind: "create_check_run", run }])).rejects.toBeInstanceOf(TemporaryFault);
  });
});

describe("the kill switch", () => {
  it("holds every write back and says which", async () => {
    const { writer, skipped, spent } = await setUp(() => false);
    const writes: Write[] = [
      { kind: "add_label", label },
      { kind: "create_check_run", run },
    ];
    expect(await writer.item(1, writes)).toEqual([null, null]);
    expect(skipped).toEqual(writes);
    expect(spent()).toMatchObject({ reads: 0, writes: 0 });
  });

  it("is asked before every single write", async () => {
    let left = 1;
    const { writer, skipped } = await setUp(() => left-- > 0);
    nock(API).post(`${home}/issues/1/comments`).reply(201, { id: 6 });
    expect(
      await writer.item(1, [
        { kind: "create_comment", key: "k", body: "b" },
        { kind: "react", commentId: 6, content: "+1" },
      ]),
    ).toEqual([6, null]);
    expect(skipped).toHaveLength(1);
  });
});

describe("GitHub's limits", () => {
  it("shorten a comment but keep its markers", () => {
    const body = `<!-- baton:living -->\n${"a line of text\n".repeat(8000)}<!-- baton:state abc -->`;
    const fitted = fitComment(body);
    expect(fitted.length).toBeLessThanOrEqual(60_000);
    expect(fitted).toContain("<!-- baton:living -->");
    expect(fitted).toContain("<!-- baton:state abc -->");
    expect(fitComment("short")).toBe("short");
  });

  it("count bytes in check runs, and break no character", () => {
    const fitted = fitCheckRun({
      ...run,
      output: { title: "é".repeat(200), summary: "😀".repeat(20_000), text: "x" },
      actions: Array.from({ length: 5 }, () => ({ label: "l".repeat(30), description: "d".repeat(50), identifier: "i" })),
    });
    expect(Buffer.byteLength(fitted.output.summary)).toBeLessThanOrEqual(65_535);
    expect(fitted.output.summary).not.toContain("\uFFFD");
    expect(Array.from(fitted.output.title)).toHaveLength(140);
    expect(fitted.actions).toHaveLength(3);
    expect(fitted.actions[0]).toMatchObject({
      label: expect.stringMatching(/^.{20}$/u) as string,
      description: expect.stringMatching(/^.{40}$/u) as string,
    });
  });
});
