import { ALWAYS, defineCommand } from "./define.js";

/** `/recheck`: the look that reads it is all that it asks for. */
export const recheck = defineCommand({
  name: "recheck",
  form: "/recheck",
  help: "judge it again",
  who: "anyone",
  roles: () => [],
  worksWhen: ALWAYS,
  run: () => ({ did: "effect" }),
});
