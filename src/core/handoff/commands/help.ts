import { ALWAYS, defineCommand } from "./define.js";

/** `/help`: answered with who may use which command, here. */
export const help = defineCommand({
  name: "help",
  form: "/help",
  help: "show this table",
  who: "anyone",
  roles: () => [],
  worksWhen: ALWAYS,
  run: () => ({ did: "show", what: "help" }),
});
