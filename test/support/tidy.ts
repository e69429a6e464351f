import { afterAll } from "vitest";
import { removeTemporary } from "./temporary.js";

// Registered before a file's own, so that it comes last, after servers and processes were stopped.
afterAll(removeTemporary);
