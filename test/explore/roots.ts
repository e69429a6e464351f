import { CONFIRMED } from "./moments.js";
import { look } from "./look.js";
import { account } from "./people.js";
import { edit, freshWorld, pass, say, type World } from "./world.js";

/** Where exploring begins: each with acts that take a second, and with acts of one second. */
export const ROOTS: Readonly<Record<string, (slow: boolean) => World>> = {
  fresh: (slow) => seen(freshWorld(1, slow)),
  blocked: (slow) => requested(seen(edit(confirmed(freshWorld(1, slow)), { red: true }))),
  awaiting: (slow) => awaiting(1, slow),
  "half-acknowledged": (slow) => acknowledged(awaiting(2, slow)),
  accepted: (slow) => acknowledged(awaiting(1, slow)),
  forcing: (slow) => forcing(requested(seen(freshWorld(1, slow)))),
};

function awaiting(count: 1 | 2, slow: boolean): World {
  return requested(confirmed(seen(freshWorld(count, slow))));
}

function seen(world: World): World {
  return pass(look(world).world, 1000);
}

function confirmed(world: World): World {
  return seen(say(world, account("omar"), `/confirm ${CONFIRMED}`));
}

function requested(world: World): World {
  return seen(say(world, account("pia"), "/handoff"));
}

function acknowledged(world: World): World {
  return seen(say(world, account("ana"), "/ack"));
}

// The code was told, and the first of the two has forced.
function forcing(world: World): World {
  const asked = seen(say(world, account("omar"), "/override"));
  return seen(say(asked, account("omar"), `/override ${asked.code?.text ?? ""}: urgent`));
}
