import { relative } from "node:path";
import { plain } from "./with-store.js";

/** Takes the path of the program that runs and the environment; returns the words by which the same shell calls it again. */
export function calledAs(program: string, env: NodeJS.ProcessEnv): string {
  if (env["npm_command"] === "exec" && /[\\/]baton$/.test(program)) return "npx @baton-app/baton";
  return /[\\/]dist[\\/]cli[\\/]main\.js$/.test(program) ? `node ${relative(process.cwd(), program)}` : "baton";
}

/** Takes a path; returns it as a shell takes it for one word. */
export function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${plain(path, 1000).replaceAll("'", "'\\''")}'`;
}
