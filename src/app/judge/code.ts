import { createHmac } from "node:crypto";

/** Eight letters and digits that only this App can derive from the text. */
export function oneTimeCode(secret: string, material: string): string {
  return createHmac("sha256", secret).update(material).digest("hex").slice(0, 8);
}
