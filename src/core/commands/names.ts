/** The commands Baton knows, as typed after the slash. `nack` is `reject`. */
export const COMMANDS = [
  "handoff",
  "ack",
  "reject",
  "nack",
  "confirm",
  "override",
  "withdraw",
  "hold",
  "unhold",
  "begin",
  "waive",
  "delegate",
  "status",
  "recheck",
  "help",
] as const;
export type CommandName = (typeof COMMANDS)[number];
