// Makes dependency-cruiser read all of our TypeScript. TypeScript 7 has no JavaScript API, so the cruiser reads
// with swc, and has four gaps there: it parses .tsx as if it were .ts; it cannot tell `import type` from `import`;
// and it sees neither `import('./x')` in a type nor `new URL('./x.ts', import.meta.url)`, which is how a worker is
// started. What it would miss is handed to it in a form it knows: `const it: import('./x')` for a type (its
// dependency type is then `type-import`), a plain import for a worker.
"use strict";

const swc = require("@swc/core");

const asTypeImport = (argument) => ({
  type: "VariableDeclaration",
  kind: "const",
  declare: true,
  declarations: [
    {
      type: "VariableDeclarator",
      definite: false,
      init: null,
      id: {
        type: "Identifier",
        value: "it",
        optional: false,
        typeAnnotation: { type: "TsTypeAnnotation", typeAnnotation: { type: "TsImportType", argument } },
      },
    },
  ],
});

const asImport = (source) => ({ type: "ImportDeclaration", specifiers: [], source, typeOnly: false, with: null });

const isWorkerUrl = (node) =>
  node.type === "NewExpression" &&
  node.callee.value === "URL" &&
  node.arguments?.length === 2 &&
  node.arguments[0].expression.type === "StringLiteral" &&
  node.arguments[1].expression.type === "MemberExpression" &&
  node.arguments[1].expression.object.type === "MetaProperty" &&
  /^\.{1,2}\/.*\.tsx?$/.test(node.arguments[0].expression.value);

/** What the cruiser would not see in `node`, in the form it sees. */
function hidden(node, found = []) {
  if (Array.isArray(node)) {
    for (const item of node) hidden(item, found);
  } else if (node !== null && typeof node === "object") {
    if (node.type === "TsImportType") found.push(asTypeImport(node.argument));
    if (isWorkerUrl(node)) found.push(asImport(node.arguments[0].expression));
    for (const value of Object.values(node)) hidden(value, found);
  }
  return found;
}

const isTypeOnly = (item) =>
  item.typeOnly === true &&
  ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"].includes(item.type) &&
  typeof item.source === "object" &&
  item.source !== null;

/** Installs the reader; calling it twice installs it once. */
function readAllOfTypeScript() {
  const parse = swc.parseFileSync;
  if (parse.readsAllOfTypeScript) return;
  swc.parseFileSync = Object.assign(
    (file, options) => {
      const ast = parse(file, { ...options, tsx: file.endsWith("x") });
      const body = ast.body.map((item) => (isTypeOnly(item) ? asTypeImport(item.source) : item));
      return { ...ast, body: [...body, ...hidden(ast.body)] };
    },
    { readsAllOfTypeScript: true },
  );
}

module.exports = { readAllOfTypeScript };
