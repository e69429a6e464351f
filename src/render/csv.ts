/** Takes a value; returns it as a cell that no spreadsheet takes for a formula. */
export function csvCell(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text = value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const harmless = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
