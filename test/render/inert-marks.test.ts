import { expect, it } from "vitest";
import { inert } from "../../src/render/inert.js";

it.each(["<!-- baton:living -->", "<!-- baton:reply:12 -->", "<!-- baton:state:v1:A.B -->", "a <!-- b"])(
  "no echo of %j can pass for one of our own hidden lines",
  (text) => {
    expect(inert(text)).not.toContain("<!--");
  },
);
