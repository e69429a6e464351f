import { ack } from "./ack.js";
import { begin } from "./begin.js";
import { confirm } from "./confirm.js";
import type { CommandDefinition } from "./define.js";
import { delegate } from "./delegate.js";
import { handoff } from "./handoff.js";
import { help } from "./help.js";
import { hold } from "./hold.js";
import { override } from "./override.js";
import { recheck } from "./recheck.js";
import { reject } from "./reject.js";
import { status } from "./status.js";
import { unhold } from "./unhold.js";
import { waive } from "./waive.js";
import { withdraw } from "./withdraw.js";

/** Every command, in the order of the help. A new one is a file and a line here. */
export const COMMANDS: readonly CommandDefinition[] = [
  handoff,
  withdraw,
  ack,
  reject,
  hold,
  unhold,
  begin,
  delegate,
  confirm,
  override,
  waive,
  status,
  recheck,
  help,
];
