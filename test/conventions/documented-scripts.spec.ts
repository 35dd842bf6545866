import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

const documents = spawnSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .stdout.split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
  .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

/** Names of the npm scripts in commands such as `npm run -s build`, `npm start` and `npm test -- file`. */
const scriptsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm (?:run (?:-\S+ )*([\w:-]+)|(start|test)\b)/g)].map(
    ([, script, lifecycle]) => script ?? lifecycle ?? '',
  );

/** Paths of this repository in the bash blocks and code spans of a document, e.g. `libs/events/published.json`. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:apps|config|docker|docs|libs|projections|scripts|test)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );

/** Files of the pictures in a document, relative to it. */
const picturesIn = (text: string): readonly string[] =>
  [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, path = '']) => (/^https?:/.test(path) ? [] : [path]));

describe('pictures in documents', () => {
  it.each(documents)('%s shows only pictures that exist', (file, text) => {
    const missing = picturesIn(text).filter((path) => !existsSync(join(root, dirname(file), path)));
    expect(missing).toEqual([]);
  });

  it('are those that the guide to the hub shows', () => {
    const guide = readFileSync(join(root, 'docs/hub-guide.md'), 'utf8');
    const files = readdirSync(join(root, 'docs/images')).map((name) => `images/${name}`);
    expect([...picturesIn(guide)].toSorted()).toEqual(files.toSorted());
  });
});

describe('documented commands', () => {
  it('include those of CONTRIBUTING.md', () => {
    expect(documents.map(([file]) => file)).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'README.md']));
  });

  it.each(documents)('%s names only scripts of package.json', (_, text) => {
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...scriptsIn(text)]));
  });
});

describe.each(['CONTRIBUTING.md', 'docs/reliability.md'])('%s', (file) => {
  it('names only files that exist', () => {
    const paths = pathsIn(readFileSync(join(root, file), 'utf8'));
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

  it('has bash blocks with valid syntax', () => {
    const blocks = [...text.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
    expect(blocks).not.toEqual([]);
    for (const block of blocks) {
      const { status, stderr } = spawnSync('bash', ['-n', '-c', block], { encoding: 'utf8' });
      expect({ block, status, stderr }).toEqual({ block, status: 0, stderr: '' });
    }
  });
});
