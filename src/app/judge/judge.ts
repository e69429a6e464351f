import type { JobName, Jobs } from "./jobs.js";

/** Runs a job for one repository, apart from everything else the process does. Throws what the job throws, and `TooMuch`. */
export type RepositoryJudge = <J extends JobName>(job: J, input: Parameters<Jobs[J]>[0]) => Promise<ReturnType<Jobs[J]>>;
