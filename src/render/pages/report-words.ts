export const REPORT_WORDS = {
  name: "Report",
  title: (of: string) => `Where the time goes in ${of}`,
  period: "Period",
  since: "From",
  until: "until the beginning of",
  show: "Show",
  everything: "everything",
  lately: (days: number) => `last ${days} days`,
  over: "Of the repositories that GitHub lists as opened to you:",
  noDays: "Days are written YYYY-MM-DD, and the first comes before the last.",
  tooMuch: "This is more than a page computes. Who operates Baton has it with `baton report`.",
  busy: "Several other reports are being made. Load the page again in a minute.",
} as const;
