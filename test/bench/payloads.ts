import { createHmac } from "node:crypto";

/** A webhook that is ready to be sent: signed once, sent often, each time with an own delivery id. */
export interface Signed {
  body: Buffer;
  headers: Record<string, string>;
}

const USER_LINKS =
  "followers following{/other_user} gists{/gist_id} starred{/owner}{/repo} subscriptions orgs repos events{/privacy} received_events";
const REPOSITORY_LINKS =
  "forks keys{/key_id} collaborators{/collaborator} teams hooks issue_events{/number} events assignees{/user} branches{/branch} tags blobs{/sha} git_tags{/sha} git_refs{/sha} trees{/sha} statuses{/sha} languages stargazers contributors subscribers subscription commits{/sha} git_commits{/sha} comments{/number} issue_comment{/number} contents{/path} compare{/base}...{head} merges archive{/ref} downloads issues{/number} pulls{/number} milestones{/number} notifications{/since} labels{/name} releases{/id} deployments";

/** Makes `issues` deliveries of the size and shape that GitHub sends: the items of one installation, each with its texts. */
export function issuePayloads(secret: string, wish: { items: number; bodyBytes: number }): Signed[] {
  return Array.from({ length: wish.items }, (_, index) => signed(secret, JSON.stringify(issueEvent(index + 1, wish.bodyBytes))));
}

function signed(secret: string, text: string): Signed {
  const body = Buffer.from(text);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "content-length": String(body.length),
      "user-agent": "GitHub-Hookshot/0000000",
      "x-github-event": "issues",
      "x-github-hook-id": "1",
      "x-github-hook-installation-target-type": "integration",
      "x-hub-signature-256": `sha256=${signature}`,
    },
  };
}

function issueEvent(number: number, bodyBytes: number) {
  const home = "https://api.example.com/repos/acme/insights";
  const at = "2026-10-01T09:00:00Z";
  return {
    action: "edited",
    issue: {
      url: `${home}/issues/${number}`,
      repository_url: home,
      ...links(`${home}/issues/${number}`, "labels{/name} comments events timeline"),
      html_url: `https://example.com/acme/insights/issues/${number}`,
      id: 2_000_000_000 + number,
      node_id: `I_kwDO${number}`,
      number,
      title: "Compare cohorts without exporting patients",
      user: user("paula"),
      labels: [label("stage: discover", 1), label("problem-brief", 2)],
      state: "open",
      locked: false,
      assignee: user("ana"),
      assignees: [user("ana")],
      milestone: null,
      comments: 4,
      created_at: at,
      updated_at: at,
      closed_at: null,
      author_association: "MEMBER",
      reactions: {
        url: `${home}/issues/${number}/reactions`,
        total_count: 0,
        "+1": 0,
        "-1": 0,
        laugh: 0,
        hooray: 0,
        confused: 0,
        heart: 0,
        rocket: 0,
        eyes: 0,
      },
      body: "- quote: two of three clients rebuild the cohort by hand every week (#412, 2026-09-14)\r\n"
        .repeat(Math.ceil(bodyBytes / 90))
        .slice(0, bodyBytes),
    },
    changes: { body: { from: "TBD" } },
    repository: repository(home, at),
    organization: {
      login: "acme",
      id: 1,
      node_id: "O_1",
      ...links("https://api.example.com/orgs/acme", "repos events hooks issues members{/member} public_members{/member}"),
    },
    sender: user("paula"),
    installation: { id: 4_711, node_id: "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u" },
  };
}

function repository(home: string, at: string) {
  return {
    id: 100,
    node_id: "R_100",
    name: "insights",
    full_name: "acme/insights",
    private: true,
    owner: user("acme"),
    html_url: "https://example.com/acme/insights",
    url: home,
    ...links(home, REPOSITORY_LINKS),
    created_at: at,
    updated_at: at,
    pushed_at: at,
    size: 1_024,
    language: "TypeScript",
    has_issues: true,
    archived: false,
    disabled: false,
    visibility: "private",
    topics: ["analytics"],
    default_branch: "main",
  };
}

function user(login: string) {
  const home = `https://api.example.com/users/${login}`;
  return {
    login,
    id: login.length,
    node_id: `U_${login}`,
    avatar_url: `https://avatars.example.com/${login}`,
    url: home,
    ...links(home, USER_LINKS),
    type: "User",
    site_admin: false,
  };
}

function label(name: string, id: number) {
  return {
    id,
    node_id: `LA_${id}`,
    url: `https://api.example.com/repos/acme/insights/labels/${encodeURIComponent(name)}`,
    name,
    color: "c5def5",
    default: false,
    description: "",
  };
}

function links(home: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [`${name.replace(/\{.*$/, "").replace("...", "and")}_url`, `${home}/${name}`]));
}
