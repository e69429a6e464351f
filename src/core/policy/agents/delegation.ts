import type { Mode, Task } from "./agent.js";

/**
 * The mode that a task gives: only where errors are tolerable, one tool is used and nothing else hangs on it may an agent work by itself.
 * Source: the delegation rule of Role Operating Systems (error tolerance, number of tools, independence).
 */
export function modeOf({ tolerance, tools, independence }: Task): Mode {
  return tolerance === "high" && tools === "single" && independence === "self_contained" ? "autonomous" : "coordinated";
}
