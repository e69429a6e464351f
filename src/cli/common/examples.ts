/** Takes calls of a command; returns them as the end of its help. */
export function examples(...calls: readonly string[]): string {
  return `\nExamples:\n${calls.map((call) => `  ${call}\n`).join("")}`.replace(/\n$/, "");
}
