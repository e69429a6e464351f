import { READY, type Rig } from "./rig.js";

/** An issue of the small lifecycle; in the rig's own repository, with a body that is ready, when nothing else is said. */
interface IssueWish {
  repo?: string;
  body?: string;
  labels?: string[];
}

/** Opens an issue as the giver, and waits for Baton; returns its number. */
export async function openIssue(rig: Rig, { repo = rig.repo, body = READY, labels = [] }: IssueWish = {}): Promise<number> {
  const number = rig.hub.as("pia").openIssue(repo, { title: "Cohorts", body, labels });
  await rig.quiet();
  return number;
}

/** Opens an issue and asks for the next stage by its label. `prepare` is done in between, unseen. */
export async function requestHandoff(
  rig: Rig,
  { stage = "stage: doing", prepare, ...wish }: IssueWish & { stage?: string; prepare?: (number: number) => void } = {},
): Promise<number> {
  const number = await openIssue(rig, wish);
  prepare?.(number);
  rig.hub.as("pia").addLabel(wish.repo ?? rig.repo, number, stage);
  await rig.quiet();
  return number;
}
