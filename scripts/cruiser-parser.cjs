// Makes dependency-cruiser read all of our TypeScript. TypeScript 7 has no JavaScript API, so the cruiser reads
// with swc, and leaves three things out: it parses .tsx as if it were .ts, and it sees neither `import('./x')`
// in a type nor `new URL('./x.ts', import.meta.url)`, which is how a worker is started. Each would be a hole in a wall.
'use strict';

const swc = require('@swc/core');

const isWorkerUrl = (node) =>
  node.type === 'NewExpression' &&
  node.callee.value === 'URL' &&
  node.arguments?.length === 2 &&
  node.arguments[0].expression.type === 'StringLiteral' &&
  node.arguments[1].expression.type === 'MemberExpression' &&
  node.arguments[1].expression.object.type === 'MetaProperty' &&
  /^\.{1,2}\/.*\.tsx?$/.test(node.arguments[0].expression.value);

/** The literals that name a module where swc's import visitor does not look. */
function hiddenSources(node, found) {
  if (Array.isArray(node)) {
    for (const item of node) hiddenSources(item, found);
  } else if (node !== null && typeof node === 'object') {
    if (node.type === 'TsImportType') found.push(node.argument);
    if (isWorkerUrl(node)) found.push(node.arguments[0].expression);
    for (const value of Object.values(node)) hiddenSources(value, found);
  }
  return found;
}

const asImport = (source) => ({
  type: 'ImportDeclaration',
  span: source.span,
  specifiers: [],
  source,
  typeOnly: false,
  with: null,
});

/** Installs the reader; calling it twice installs it once. */
function readAllOfTypeScript() {
  const parse = swc.parseFileSync;
  if (parse.readsAllOfTypeScript) return;
  swc.parseFileSync = Object.assign(
    (file, options) => {
      const ast = parse(file, { ...options, tsx: file.endsWith('x') });
      return { ...ast, body: [...ast.body, ...hiddenSources(ast.body, []).map(asImport)] };
    },
    { readsAllOfTypeScript: true },
  );
}

module.exports = { readAllOfTypeScript };
