import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const { name, version } = readJson("package.json") as { name: string; version: string };
const lock = readJson("package-lock.json") as {
  name: string;
  version: string;
  packages: Record<string, { dev?: boolean; version: string }>;
};

/** Where somebody installed the packed package, beside the packages it says it needs. */
let home: string;
let installed: string;

/** A command that asks the registry for the package `baton`. */
const FETCHES = /\b(?:npx|bunx|(?:npm|pnpm|yarn|bun) +(?:exec|x|dlx|i|install|add))(?: +-[^\s]+)* +["']?baton(?![\w/.-])/;

/** Imports every module but the three that begin to work when they are loaded. */
const IMPORT_ALL = `
  const { readdirSync } = await import("node:fs");
  for (const path of readdirSync("dist", { recursive: true }).filter((one) => one.endsWith(".js")))
    if (!/(?:cli.main|judge.thread|report-thread)\\.js$/.test(path)) await import(new URL("dist/" + path, "file://" + process.cwd() + "/"));
  const { manifest } = await import(new URL("dist/cli/doctor/manifest.js", "file://" + process.cwd() + "/"));
  console.log(manifest().events.find((event) => event === "issues"), "is among the events");
`;

interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a program in a folder, without a registry to ask. What hangs is ended, with all that it started, before the test gives up. */
async function run(program: string, words: string[], folder: string, more: Record<string, string> = {}): Promise<Said> {
  const env = { ...process.env, ...more, npm_config_registry: "http://127.0.0.1:9/", npm_config_cache: join(home, "cache"), NO_COLOR: "1" };
  const child = spawn(program, words, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const end = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"), 50_000);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  clearTimeout(end);
  return { code: Number(code ?? 1), out, err };
}

function filesIn(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" })
    .map((below) => join(path, below))
    .filter((below) => statSync(join(ROOT, below)).isFile());
}

const baton = async (...words: string[]) => await run(process.execPath, [join(installed, "dist/cli/main.js"), ...words], home);

/** Packs what was built, and lays it out as an install would: what only tests and builds need is not there. */
async function install(): Promise<void> {
  const packed = await run("npm", ["pack", "--ignore-scripts", "--pack-destination", home], ROOT);
  expect(packed).toMatchObject({ code: 0 });
  mkdirSync(installed, { recursive: true });
  const tarball = join(home, packed.out.trim().split("\n").at(-1) ?? "");
  expect(await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], home)).toMatchObject({ code: 0 });
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    if (dev === true || !/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(home, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(home, path), "junction");
  }
  mkdirSync(join(home, "node_modules/.bin"));
  chmodSync(join(installed, "dist/cli/main.js"), 0o755);
  symlinkSync(join(installed, "dist/cli/main.js"), join(home, "node_modules/.bin/baton"));
  writeFileSync(join(home, "package.json"), "{}");
}

beforeAll(async () => {
  home = temporaryFolder();
  installed = join(home, "node_modules", name);
  await install();
});

describe.concurrent("the packed package", () => {
  it("plays the first act of its story, by its own name", async () => {
    const { code, out, err } = await run("npx", ["--no", name, "demo", "--act", "handoff"], home);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n").length).toBeGreaterThan(50);
  });

  it("says its version and what there is, and not to take a stranger's package for it", async () => {
    expect(await baton("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
    const { code, out } = await baton("--help");
    expect([code, out]).toEqual([0, expect.stringContaining(`not this one: that is ${name}.`)]);
  });

  it("finds nothing wrong with the rules it comes with", async () => {
    expect(await baton("lint", installed)).toMatchObject({ code: 0, err: "" });
  });

  it("writes first rules that pass its own lint and tests", async () => {
    const words = ["--yes", "--giver", "pm=paula", "--taker", "architect=ana"];
    expect(await baton("init", "team", ...words)).toMatchObject({ code: 0, err: "" });
    expect(await baton("lint", "--strict", "team")).toMatchObject({ code: 0, err: "" });
    expect(await baton("test", "team")).toMatchObject({ code: 0, err: "" });
  });

  it("has every module's imports, and the manifest that doctor compares the App with", async () => {
    const { code, out, err } = await run(process.execPath, ["--input-type=module", "--eval", IMPORT_ALL], installed);
    expect([code, err, out]).toEqual([0, "", "issues is among the events\n"]);
  });

  it("is left as it came by an install within it, also with a compiler at hand", async () => {
    mkdirSync(join(installed, "node_modules"));
    symlinkSync(join(ROOT, "node_modules/typescript"), join(installed, "node_modules/typescript"), "junction");
    expect(await run("npm", ["run", "--silent", "prepare"], installed)).toMatchObject({ code: 0, out: "" });
    expect(await baton("--version")).toMatchObject({ code: 0 });
  });

  it("holds what its README points at, and nothing for those who develop it", () => {
    const links = [...readFileSync(join(installed, "README.md"), "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(
      ([, target = ""]) => target,
    );
    const local = links.filter((target) => !target.startsWith("http") && target !== ".github/DEVELOPMENT.md");
    expect(local.length).toBeGreaterThan(10);
    expect(local.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
    expect(readdirSync(installed).toSorted()).toEqual(
      expect.not.arrayContaining(["src", "test", "package-lock.json", "tsconfig.json", "vitest.config.ts"]),
    );
    expect(
      readdirSync(join(installed, "dist"), { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:map|ts)$|\.test\./.test(path)),
    ).toEqual([]);
  });
});

describe("the version", () => {
  it("is one: in the package, in the lock file, and at the top of the changes", () => {
    const changes = readFileSync(join(ROOT, ".github/CHANGELOG.md"), "utf8");
    expect([lock.name, lock.version, lock.packages[""]?.version]).toEqual([name, version, version]);
    expect(/^## \[(\d[^\]]*)\]/m.exec(changes)?.[1]).toBe(version);
  });
});

describe("publishing", () => {
  it("is refused for all but the clean tag of the version", async () => {
    const clone = temporaryFolder();
    for (const path of ["package.json", ".ci/tagged.mjs"]) cpSync(join(ROOT, path), join(clone, path));
    writeFileSync(join(clone, "git"), '#!/bin/sh\ncase "$1" in tag) echo "$TAGS" ;; status) echo "$CHANGES" ;; esac\n', { mode: 0o755 });
    const publish = async (TAGS: string, CHANGES: string) =>
      await run("npm", ["run", "--silent", "prepublishOnly"], clone, { PATH: `${clone}:${process.env["PATH"] ?? ""}`, TAGS, CHANGES });
    expect(await publish("", "")).toEqual({ code: 1, out: "", err: `Not published: this commit is not tagged v${version}.\n` });
    expect(await publish(`v${version}0\nv0`, "")).toMatchObject({ code: 1 });
    expect(await publish(`v${version}`, "?? more")).toEqual({
      code: 1,
      out: "",
      err: "Not published: there are changes that are not committed.\n",
    });
    expect(await publish(`latest\nv${version}`, "")).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("what is printed or told", () => {
  it("never has anybody fetch the registry's `baton`, which is a stranger's", () => {
    const files = ["README.md", ".github", "src", "contracts", ".ci", "app.yml"].flatMap(filesIn);
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((path) => FETCHES.test(readFileSync(join(ROOT, path), "utf8")))).toEqual([]);
  });

  it.each([
    "npx baton",
    "npx --yes baton lint",
    "npm exec baton",
    "npm install -g baton",
    "npm i baton@2",
    "pnpm dlx baton",
    "bunx baton",
    "yarn add baton",
  ])("is found to: %s", (command) => expect(command).toMatch(FETCHES));

  it.each(["npx @baton-app/baton demo", "npm install --global ./baton-app-baton-0.2.0.tgz", "node dist/cli/main.js", "npx probot"])(
    "is not found to: %s",
    (command) => expect(command).not.toMatch(FETCHES),
  );
});
