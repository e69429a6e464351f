const REDACTED = "[redacted]";

/** Shapes of secrets as they stand in a line of JSON; none of them may run over the end of its string. */
const SHAPES = [
  /\bgh[opsur]_[A-Za-z0-9._-]{20,}/g,
  /github_pat_\w{20,}/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^"\\]|\\.)*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g,
  /sha256=[0-9a-f]{64}/gi,
];
const HEADER = /("(?:(?:proxy-)?authorization|cookie|set-cookie)"\s*:\s*")(?:[^"\\]|\\.)*/gi;
const URL_PASSWORD = /(:\/\/[^\s"/:@]{0,200}:)[^\s"/@]{1,200}@/g;

/** Takes a log line and secrets known by value, as JSON spells them; returns the line without them. */
export function redact(line: string, secrets: string[] = []): string {
  let text = line;
  for (const secret of secrets) text = text.replaceAll(secret, REDACTED);
  for (const shape of SHAPES) text = text.replace(shape, REDACTED);
  return text.replace(HEADER, `$1${REDACTED}`).replace(URL_PASSWORD, `$1${REDACTED}@`);
}
