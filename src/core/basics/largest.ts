/**
 * Takes numbers, as many as there are, and the least answer; returns the largest. `Math.max(...numbers)` takes each as an argument, and a stranger
 * who decides how many there are overflows the stack.
 */
export function largest(numbers: readonly number[], least = 0): number {
  return numbers.reduce((found, number) => Math.max(found, number), least);
}
