import type { FieldContent } from "../../state/types.js";
import { issueOf } from "../call.js";
import { repoRoute } from "../router.js";
import type { Route } from "../router.js";

/** The organisation's issue fields, as set on an issue. */
export const fieldRoutes: Route[] = [
  repoRoute("GET", "/issues/:number/issue-field-values", ["issues:read"], (call, repository) => ({
    items: [...issueOf(call, repository).fields].map(([name, value], index) => fieldView(name, value, index + 1)),
  })),
];

function fieldView(name: string, value: FieldContent, id: number): Record<string, unknown> {
  const shared = { issue_field_id: id, issue_field_name: name, node_id: `IFT_${id}` };
  if (typeof value === "number") return { ...shared, data_type: "number", value };
  const option = (text: string, index: number) => ({ id: id * 100 + index, name: text, color: "gray" });
  if (Array.isArray(value)) return { ...shared, data_type: "multi_select", value: null, multi_select_options: value.map(option) };
  return { ...shared, data_type: "single_select", value, single_select_option: option(value, 0) };
}
