import { createHmac, timingSafeEqual } from "node:crypto";

const SHAPE = /^sha256=[0-9a-f]{64}$/;

/** True when a signature header has the right form. */
export function isSignature(header: string | undefined): header is string {
  return header !== undefined && SHAPE.test(header);
}

/** True when one of the secrets made the signature over these bytes. All are tried, so that time tells nothing. */
export function isSigned(raw: Buffer, signature: string, secrets: string[]): boolean {
  if (!isSignature(signature)) return false;
  const given = Buffer.from(signature.slice("sha256=".length), "hex");
  let ok = false;
  for (const secret of secrets) {
    const made = createHmac("sha256", secret).update(raw).digest();
    ok = timingSafeEqual(made, given) || ok;
  }
  return ok;
}
