import type { z } from "zod";
import type { Config } from "../types.js";
import { agents } from "./agents.js";
import { calendar } from "./calendar.js";
import { contextIssue } from "./context-issue.js";
import { environments } from "./environments.js";
import type { ConfigKey } from "./key.js";
import { lint } from "./lint.js";
import { labels } from "./labels.js";
import { lifecycle } from "./lifecycle.js";
import { acknowledgement, override, roles } from "./people.js";
import { pullRequests } from "./pull-requests.js";
import { adopt, backward, enforcement, governsSince, placeholders, trusts } from "./rules.js";

/**
 * All parts of the configuration, in the order in which they are taken over from an organisation, compared and shown. Schema, merging and
 * comparing follow from it; the compiler asks for each.
 */
export const CONFIG_KEYS = {
  lifecycle,
  enforcement,
  // Before what is a day in it.
  calendar,
  governsSince,
  adopt,
  backward,
  acknowledgement,
  override,
  trusts,
  pullRequests,
  labels,
  placeholders,
  lint,
  agents,
  contextIssue,
  environments,
  // Last: whether anybody has a say by a role follows from what names it.
  roles,
} satisfies { [K in keyof Config]-?: ConfigKey<K, z.ZodRawShape> };
