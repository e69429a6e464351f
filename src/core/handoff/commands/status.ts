import { ALWAYS, defineCommand } from "./define.js";

/** `/status`: answered with the final verdict of the look. */
export const status = defineCommand({
  name: "status",
  form: "/status",
  help: "show where this stands",
  who: "anyone",
  roles: () => [],
  worksWhen: ALWAYS,
  run: () => ({ did: "show", what: "status" }),
});
