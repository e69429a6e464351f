/** One thing wrong with a setting, said in one line. The value of a secret is never in it. */
export interface SettingProblem {
  variable: string;
  found: string;
  needed: string;
}

/** Says a problem in one line. */
export function settingLine(problem: SettingProblem): string {
  return `${problem.variable}: found ${problem.found}; needed: ${problem.needed}`;
}
