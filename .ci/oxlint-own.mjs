/** Rules of this repository's own. */
const MESSAGE =
  "A call takes each element as an argument, so a long list overflows the stack, and strangers decide how long lists are. Pass the list, loop, or use flat() or largest().";

/** Forbids `f(...list)` and `f.apply(it, list)`. What a function was itself given as arguments (`...args`) it may pass on. */
const noSpreadIntoCall = {
  create(context) {
    const isCall = ({ type }) => type === "CallExpression" || type === "NewExpression";
    return {
      SpreadElement(node) {
        if (isCall(node.parent) && !isOwnRest(node, node.argument)) context.report({ node, message: MESSAGE });
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "apply")
          context.report({ node, message: MESSAGE });
      },
    };
  },
};

/** True when the name is the rest parameter of a function around it. */
function isOwnRest(node, { type, name }) {
  if (type !== "Identifier") return false;
  for (let at = node.parent; at; at = at.parent) {
    const rest = at.params?.findLast?.((one) => one.type === "RestElement");
    if (rest?.argument.name === name) return true;
  }
  return false;
}

export default { meta: { name: "own" }, rules: { "no-spread-into-call": noSpreadIntoCall } };
