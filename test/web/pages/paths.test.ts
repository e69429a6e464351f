import { describe, expect, it } from "vitest";
import { pageAt, wayBack } from "../../../src/web/pages/paths.js";

describe("a page's path", () => {
  it.each([
    ["/", { is: "front", json: false }],
    ["/index.json", { is: "front", json: true }],
    ["/acme/app", { is: "board", owner: "acme", repo: "app", json: false }],
    ["/acme/app.json", { is: "board", owner: "acme", repo: "app", json: true }],
    ["/acme/app/board", { is: "board", owner: "acme", repo: "app", json: false }],
    ["/acme/app.json/board.json", { is: "board", owner: "acme", repo: "app.json", json: true }],
    ["/acme/app/12", { is: "item", owner: "acme", repo: "app", number: 12, json: false }],
    ["/acme/app/12.json", { is: "item", owner: "acme", repo: "app", number: 12, json: true }],
    ["/acme/app/report", { is: "report", owner: "acme", repo: "app", json: false }],
    ["/acme/app/roles.json", { is: "roles", owner: "acme", repo: "app", json: true }],
    ["/acme/report", { is: "owner_report", owner: "acme", json: false }],
    ["/acme/report.json", { is: "owner_report", owner: "acme", json: true }],
    ["/acme/report/board", { is: "board", owner: "acme", repo: "report", json: false }],
    ["/acme/policy/policy", { is: "policy", owner: "acme", repo: "policy", json: false }],
  ])("%s", (path, page) => expect(pageAt(path)).toEqual(page));

  it.each(["/acme", "/acme/", "/-/x", "/acme/..", "/acme/app/0", "/acme/app/x", "/acme/app/1/2", "//evil.example", "/acme/%2e%2e"])(
    "%s is none",
    (path) => expect(pageAt(path)).toBe(null),
  );

  it.each([
    ["/acme/app/12", "/acme/app/12"],
    ["/acme/report?since=2026-09-01&until=", "/acme/report?since=2026-09-01&until="],
    ["/acme/app?state=blocked&role=pm", "/acme/app?state=blocked&role=pm"],
    ["https://evil.example/", "/"],
    ["//evil.example/a", "/"],
    ["/\\evil.example", "/"],
    ["/acme/app?to=//evil.example", "/acme/app"],
    ["/-/sign-in?to=/", "/"],
    ["/acme/app/12.json", "/"],
    ["javascript:alert(1)", "/"],
    [undefined, "/"],
  ])("back to %s leads to %s", (wanted, to) => expect(wayBack(wanted)).toBe(to));
});
