import { relative } from "node:path";

/** Takes the path of the program that runs and the environment; returns the words by which the same shell calls it again. */
export function calledAs(program: string, env: NodeJS.ProcessEnv): string {
  if (env["npm_command"] === "exec" && /[\\/]baton$/.test(program)) return "npx @baton-app/baton";
  return /[\\/]dist[\\/]cli[\\/]main\.js$/.test(program) ? `node ${relative(process.cwd(), program)}` : "baton";
}
