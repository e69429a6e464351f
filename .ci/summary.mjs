// Says in one line how the tests went. Arguments: Vitest's JSON report, how many steps failed. Fails when anything failed.
import { readFileSync } from "node:fs";

const [, , file, failedSteps] = process.argv;
const { passed, failed, skipped } = counts(file);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 || passed === 0 || failedSteps !== "0" ? 1 : 0;

/** A file that could not even be loaded has no failed tests of its own; it still counts as one. */
function counts(path) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(readFileSync(path, "utf8"));
    return {
      passed: numPassedTests,
      failed: numFailedTests === 0 && !success ? 1 : numFailedTests,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
