/** A login of a person or a bot. */
export const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?$/;
/** So many characters an id has at most. */
export const LONGEST_ID = 40;
