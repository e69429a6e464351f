/** What the pages say around what they show. */
export const WORDS = {
  brand: "Baton",
  skip: "To the content",
  you: "Signed in as",
  signOut: "Sign out",
  pages: { label: "Pages of the repository", board: "Board", policy: "Policy", roles: "Roles", report: "Report" },
  footer: "Pages only show. What moves work is done on GitHub, in the issue.",
  off: {
    title: "Pages are off",
    text: "This is Baton, a GitHub App that guards hand-offs. Its pages are switched on by three settings, which its operator gives together:",
    settings: [
      ["GITHUB_CLIENT_ID", "the App's client ID"],
      ["GITHUB_CLIENT_SECRET", "a client secret of the App"],
      ["BATON_URL", "the address at which people reach Baton"],
    ],
    callback: "The App's callback URL on GitHub is then BATON_URL with /-/signed-in behind it.",
  },
  notFound: {
    title: "Nothing here",
    text: "There is no such page, or GitHub does not let you read the repository that it is about.",
    known: "Repositories show here once Baton has looked at them.",
  },
  signedOut: { title: "You are signed out", text: "Nothing about you is kept here.", again: "Sign in with GitHub" },
  notSignedIn: {
    title: "You are not signed in",
    text: "GitHub did not confirm who you are, or it took longer than ten minutes.",
    again: "Try again",
  },
  tooMany: { title: "Too many requests", text: "Wait a minute, then load the page again." },
  away: { title: "GitHub does not answer", text: "What you may see is GitHub's to say, so nothing is shown until it answers again." },
  failed: { title: "Something went wrong", text: "The page could not be made. Its operator finds the reason in the log." },
} as const;
