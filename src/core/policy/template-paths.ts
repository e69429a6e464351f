/** Where GitHub looks for what a new issue's or pull request's body begins with. Source: GitHub's documentation on issue and pull request templates. */
const TEMPLATE = /(?:^|:)\.github\/(?:ISSUE_TEMPLATE\/[^/]+\.(?:md|ya?ml)|pull_request_template\.md)$/i;
/** Says which issue templates are offered, and is none. */
const CHOOSER = /\/config\.ya?ml$/i;

/** True for the files whose words a body begins with: they are no answers. */
export function isTemplatePath(path: string): boolean {
  return TEMPLATE.test(path) && !CHOOSER.test(path);
}
