/** What is needed may end as a sentence does; it is put into another one. */
export function withoutDot(text: string): string {
  return text.replace(/\.$/, "");
}
