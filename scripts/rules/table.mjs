// Prints docs/rules.md: for each rule where it lives and what proves it, as found in the code and in the titles of tests.
// Ends with status 1, naming them, where rules have no test.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');
const sections = JSON.parse(readFileSync(join(import.meta.dirname, 'statements.json'), 'utf8'));
const ids = new Set(Object.values(sections).flatMap(Object.keys));

const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/bench\/|apps\/cli\/(simulate|demo)\//.test(file))
    .sort();

/** Where a rule is decided comes before what is made of it. */
const ROOMS = [
  'libs/business-time/',
  'libs/domain/',
  'libs/events/',
  'libs/application/',
  'projections/',
  'libs/',
  'apps/api/',
  'apps/',
  'test/',
];
const roomOf = (file) => ROOMS.findIndex((room) => file.startsWith(room));
const byRoom = (a, b) => roomOf(a) - roomOf(b) || (a < b ? -1 : 1);

const isTest = (file) => /[.-]spec\.ts$/.test(file) || file.startsWith('test/');
const rulesIn = (text) => [...new Set(text.match(/\b[A-Z]\d{1,2}\b/g) ?? [])].filter((id) => ids.has(id));

/** The name of what is called, through `.each(…)` and the like. */
const calleeOf = (node) => {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? calleeOf(node.expression) : '';
};

const titlesIn = (file) => {
  const titles = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && ['it', 'describe'].includes(calleeOf(node.expression))) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) titles.push(title.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return titles;
};

const filesByRule = (files, textsOf) => {
  const found = new Map([...ids].map((id) => [id, []]));
  for (const file of files) for (const id of rulesIn(textsOf(file).join('\n'))) found.get(id).push(file);
  return found;
};

const files = ['apps', 'libs', 'projections', 'test'].flatMap(filesUnder).sort(byRoom);
const homes = filesByRule(
  files.filter((file) => !isTest(file)),
  (file) => [readFileSync(join(root, file), 'utf8')],
);
const proofs = filesByRule(files.filter(isTest), titlesIn);

const links = (paths) => paths.map((path) => `[${path}](../${path})`).join('<br>');
const tableOf = ([section, statements]) =>
  [
    `## ${section}`,
    '',
    '| ID | Rule | Lives in | Proven by |',
    '|---|---|---|---|',
    ...Object.entries(statements).map(
      ([id, statement]) => `| ${id} | ${statement} | ${links(homes.get(id))} | ${links(proofs.get(id))} |`,
    ),
  ].join('\n');

console.log(
  [
    '# The rules, where they live and what proves them',
    '',
    'Made by `npm run rules`; the tests refuse a page that is not fresh, and a rule without a test. A test that proves a rule names it in its title: search the files for the ID.',
    ...Object.entries(sections).map((section) => `\n${tableOf(section)}`),
  ].join('\n'),
);

const unproven = [...ids].filter((id) => proofs.get(id).length === 0);
if (unproven.length > 0) {
  console.error(`No test names ${unproven.join(', ')} in its title.`);
  process.exitCode = 1;
}
