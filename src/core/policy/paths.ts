/** Where policy files lie, for the kinds themselves and for whoever writes a first one. What a path is, `files.ts` tells. */
export const CONFIG_PATH = ".github/baton.yml";
export const CONTRACTS = "contracts";
export const ROLES = `${CONTRACTS}/roles`;
export const AGENTS_FOLDER = `${CONTRACTS}/agents`;
export const TESTS = `${CONTRACTS}/tests`;
export const TEMPLATES_FOLDER = ".github/ISSUE_TEMPLATE";
