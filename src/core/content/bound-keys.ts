interface Boundary {
  from: string;
  to: string;
}

/** What a thing that words are bound to is remembered as; content has keys of its own, see `partKey`. */
export const boundKey = {
  contract: ({ from, to }: Boundary) => `contract:${from}:${to}`,
  gate: ({ from, to }: Boundary, gate: string) => `gate:${from}:${to}:${gate}`,
  labels: ({ from, to }: Boundary) => `labels:${from}:${to}`,
  role: (id: string) => `role:${id}`,
  artefact: (id: string) => `artefact:${id}`,
};

/** What kind of thing a key names. */
export type Sort = "body" | "document" | "contract" | "gate" | "labels" | "role" | "artefact";

/** Takes a key; returns what kind of thing it names. */
export function sortOf(key: string): Sort {
  if (key.startsWith("[null")) return "body";
  if (key.startsWith("[")) return "document";
  return key.slice(0, key.indexOf(":")) as Sort;
}

/** Takes the key of something that is no content; returns what a person calls it. */
export function boundTitle(key: string): string {
  const [sort, ...rest] = key.split(":");
  switch (sort) {
    case "gate":
      return `the gate ${rest.at(-1)}`;
    case "labels":
      return "the labels";
    case "artefact":
      return `the artefact ${rest.join(":")}`;
    case "role":
      return `the role ${rest.join(":")}`;
    default:
      return "the contract";
  }
}
