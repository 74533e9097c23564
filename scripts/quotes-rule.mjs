// The one rule of form the linter does not bring: a text is written in double quotes, unless that would need an escape.
// Plain JavaScript, because the linter loads it by itself. Knows nothing of templates, nor of attributes in JSX.
const holds = (text, quote) => text.slice(1, -1).includes(quote);

const doubleQuotes = {
  meta: { type: "layout", fixable: "code", schema: [] },
  create(context) {
    return {
      Literal(node) {
        const { raw } = node;
        if (typeof node.value !== "string" || raw?.startsWith("'") !== true || node.parent.type === "JSXAttribute" || holds(raw, '"')) return;
        context.report({
          node,
          message: "A text is written in double quotes.",
          fix: (fixer) => fixer.replaceText(node, `"${raw.slice(1, -1).replaceAll("\\'", "'")}"`),
        });
      },
    };
  },
};

export default { meta: { name: "form" }, rules: { "double-quotes": doubleQuotes } };
