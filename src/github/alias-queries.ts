/**
 * Takes of how many commits and how many `COMMIT:PATH` the object ids are asked for; returns the query. A commit that is gone is null, and so is
 * a path that is not there, so both are asked.
 */
export function objectsQuery(commits: number, expressions: number): string {
  const aliases = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);
  const at = aliases("c", commits);
  const inside = aliases("e", expressions);
  const variables = [...at.map((one) => `$${one}: GitObjectID!`), ...inside.map((one) => `$${one}: String!`)];
  const fields = [
    ...at.map((one) => `${one}: object(oid: $${one}) { oid }`),
    ...inside.map((one) => `${one}: object(expression: $${one}) { oid }`),
  ];
  return `query BatonObjects($owner: String!, $name: String!, ${variables.join(", ")}) {
  repository(owner: $owner, name: $name) { ${fields.join("\n")} }
}`;
}

/** Takes how many paths; returns the query for the newest commits that touched each, null being the root. The paths go in as variables only. */
export function historiesQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$p${index}: String`).join(", ");
  const fields = indexes.map(
    (index) => `h${index}: history(first: $first, path: $p${index}) { pageInfo { hasNextPage } nodes { oid committedDate } }`,
  );
  return `query BatonHistories($owner: String!, $name: String!, $commit: GitObjectID!, $first: Int!, ${variables}) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { oid ${fields.join("\n")} } } }
}`;
}

/** Takes how many logins; returns the query that finds their accounts. */
export function accountsQuery(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `l${index}`);
  const fields = names.map((name) => `${name}: user(login: $${name}) { login databaseId }`);
  return `query BatonAccounts(${names.map((name) => `$${name}: String!`).join(", ")}) { ${fields.join("\n")} }`;
}

/**
 * Takes of each repository how many labels are asked for; returns the query that counts what is open there, what of it bears one of some labels, and finds
 * the labels. Names go in as variables only.
 */
export function holdingsQuery(labels: readonly number[]): string {
  const each = labels.map((count, index) => ({ index, names: Array.from({ length: count }, (_, place) => `k${index}_${place}`) }));
  const variables = each.flatMap(({ index, names }) => [
    `$o${index}: String!, $n${index}: String!, $s${index}: [String!]!`,
    ...names.map((name) => `$${name}: String!`),
  ]);
  const fields = each.map(
    ({ index, names }) => `r${index}: repository(owner: $o${index}, name: $n${index}) {
    issues(first: 1, states: OPEN) { totalCount }
    staged: issues(first: 1, states: OPEN, labels: $s${index}) { totalCount }
    pulls: pullRequests(first: 1, states: OPEN) { totalCount }
    stagedPulls: pullRequests(first: 1, states: OPEN, labels: $s${index}) { totalCount }
    ${names.map((name) => `${name}: label(name: $${name}) { name }`).join("\n    ")}
  }`,
  );
  return `query BatonHoldings(${variables.join(", ")}) { ${fields.join("\n")} }`;
}

/** Takes how many repositories; returns the query that tells what each is. The names go in as variables only. */
export function repositoriesQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$o${index}: String!, $n${index}: String!`).join(", ");
  const fields = indexes.map(
    (index) => `r${index}: repository(owner: $o${index}, name: $n${index}) { id name owner { login } visibility }`,
  );
  return `query BatonRepositories(${variables}) { ${fields.join("\n")} }`;
}
