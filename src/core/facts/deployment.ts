/** A deployment that asks for an answer. */
export interface AskedDeployment {
  /** GitHub's number of it. */
  id: number;
  /** The workflow run that waits. */
  run: number;
  environment: string;
  sha: string;
}
