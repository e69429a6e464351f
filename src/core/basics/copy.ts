/** A deep copy of plain data: records and lists of JSON's values. An order of magnitude cheaper than `structuredClone`. */
export function copyOf<T>(data: T): T {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(copyOf) as T;
  // Spread first: so a key that is called `__proto__` is one like any other.
  const copy = { ...data };
  for (const key of Object.keys(data) as (keyof T & string)[]) copy[key] = copyOf(data[key]);
  return copy;
}
