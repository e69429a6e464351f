/** Who may read a repository; an internal one is open to the members of an enterprise, and to nobody else. */
export type Visibility = "public" | "internal" | "private";

/** Another repository, as GitHub shows it to this App. */
export interface OtherRepository {
  nodeId: string;
  owner: string;
  name: string;
  visibility: Visibility;
}

/** How far what stands in another repository counts here. One that may not be spoken of here is none. */
export interface Elsewhere {
  repositoryId: string;
  /** `trusted` by name; `ruled`: held to the same organisation's policy; `shown`: it may be spoken of, and proves nothing. */
  counts: "trusted" | "ruled" | "shown";
  /** Its name was trusted when another repository had it. */
  taken: boolean;
}
