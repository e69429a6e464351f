/** Takes a pure function of objects that nobody ever changes, such as a policy's; returns one that works each of them out once. Its results are shared. */
export function onceFor<T extends object, R>(of: (given: T) => R): (given: T) => R {
  const known = new WeakMap<T, { result: R }>();
  return (given) => {
    const before = known.get(given);
    if (before) return before.result;
    const result = of(given);
    known.set(given, { result });
    return result;
  };
}
