import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../apps/cli/simulate/random.js';
import { runs } from '../support/runs.js';
import type { AccessOutcome } from './access-outcome.js';
import { FaultRun } from './fault-run.js';
import { shuffled } from './shuffled.js';

const RUN = new FaultRun('inaccessible files');
/** The user `nobody`, because nothing is forbidden to root. Other users run the engine as themselves. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
/** Folders that one process tries: what is heavy is its start. */
const PER_PROCESS = 30;

/** What the user of the engine lacks. */
interface Lack {
  readonly name: string;
  readonly canRead: boolean;
  readonly apply: (path: string) => void;
}

const isFolder = (path: string): boolean => statSync(path).isDirectory();
/** Gives a path to root, as a command that was run by root would. */
const giveToRoot = (path: string): void => chownSync(path, 0, 0);

/** Deletes a folder, in which this user may have no access to a path. */
const deleteWithPath = (folder: string, path: string): void => {
  if (!isRoot && existsSync(join(folder, path))) chmodSync(join(folder, path), 0o700);
  rmSync(folder, { recursive: true });
};

const LACKS: readonly Lack[] = [
  { name: 'not readable', canRead: false, apply: (path) => chmodSync(path, 0) },
  { name: 'only readable', canRead: true, apply: (path) => chmodSync(path, isFolder(path) ? 0o500 : 0o400) },
  ...(isRoot
    ? [
        {
          name: 'private to another user',
          canRead: false,
          apply: (path: string) => {
            giveToRoot(path);
            chmodSync(path, isFolder(path) ? 0o700 : 0o600);
          },
        },
        {
          name: "another user's",
          canRead: true,
          apply: (path: string) => {
            giveToRoot(path);
            chmodSync(path, isFolder(path) ? 0o755 : 0o644);
          },
        },
      ]
    : []),
];

/** What an engine writes: databases with their logs, and the folders of files. */
const WRITTEN = /^data(?:\/[a-z]+\.db(?:-wal|-shm|\.lock)?|\/attachments(?:\/..)?)?$/;
/** What a start does not read: what is made anew, replaced by another file, or for later. */
const UNREAD =
  /^config\/(?:mappings|taxonomy)|^data\/(?:attachments\/incoming|clock-accepted\.json|projection-requests)/;

/** SQLite may replace these before they are written. */
const REPLACEABLE = /\.db-(?:wal|shm)$/;

const mustRefuse = (path: string, { canRead }: Lack): boolean => WRITTEN.test(path) || (!canRead && !UNREAD.test(path));

describe(`a file that the user of the engine may not use (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-access-'));
  /** A `data` and a `config` folder, with every kind of file. */
  const intact = join(root, 'intact');
  let paths: readonly string[];

  const give = (path: string): void => {
    if (!isRoot) return;
    chownSync(path, NOBODY, NOBODY);
    if (isFolder(path)) for (const name of readdirSync(path)) give(join(path, name));
  };
  const outcomesOf = (folders: readonly string[]): readonly AccessOutcome[] =>
    execFileSync(process.execPath, ['dist/test/faults/access-under-faults.js', ...folders], {
      ...identity,
      env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'silent' },
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    })
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AccessOutcome);
  const copyTo = (name: string): string => {
    const folder = join(root, name);
    cpSync(intact, folder, { recursive: true });
    give(folder);
    return folder;
  };

  beforeAll(() => {
    chmodSync(root, 0o755);
    mkdirSync(intact);
    cpSync('config', join(intact, 'config'), { recursive: true });
    give(intact);
    expect(outcomesOf([intact])).toEqual([{ folder: intact, warnings: [] }]);
    const data = join(intact, 'data');
    const write = (name: string, content: string): void => writeFileSync(join(data, name), content, { mode: 0o600 });
    cpSync('config/taxonomy.json', join(data, 'taxonomy.json'));
    chmodSync(join(data, 'taxonomy.json'), 0o600);
    for (const name of ['read.db-wal', 'read.db-shm', 'outbox.db-wal', 'outbox.db-shm']) write(name, '');
    write('clock-hold.json', JSON.stringify({ aheadMs: 86_400_000, since: new Date().toISOString() }));
    write('clock-accepted.json', '{}');
    for (const name of ['projection-requests', 'attachments/ab']) mkdirSync(join(data, name), { mode: 0o700 });
    const found = readdirSync(intact, { recursive: true, encoding: 'utf8' });
    paths = found.filter((path) => !path.startsWith('config/mappings/')).sort();
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const TRIED = runs({ short: 6, long: Infinity });
  it('is named by the refusal with what to do, and what is not needed stops no start', () => {
    const cases = paths.flatMap((path) => LACKS.map((lack) => ({ path, lack })));
    const tried = shuffled(cases, new Random(RUN.seed)).slice(0, TRIED);
    const findings: string[] = [];
    let refusals = 0;
    for (let from = 0; from < tried.length; from += PER_PROCESS) {
      const some = tried.slice(from, from + PER_PROCESS);
      const folders = some.map(({ path, lack }, index) => {
        const folder = copyTo(`case-${from + index}`);
        lack.apply(join(folder, path));
        return folder;
      });
      for (const [index, { folder, refusal }] of outcomesOf(folders).entries()) {
        const { path, lack } = some[index] ?? { path: '', lack: LACKS[0] as Lack };
        const isNamed = refusal?.includes(join(folder, path)) === true && refusal.includes('user of this process');
        if (refusal !== undefined) refusals += 1;
        const isReplaced = refusal === undefined && REPLACEABLE.test(path);
        if (mustRefuse(path, lack) ? !isNamed && !isReplaced : refusal !== undefined)
          RUN.report(findings, `${path} is ${lack.name}: ${refusal ?? 'started'}`);
        deleteWithPath(folder, path);
      }
    }
    RUN.print(`${tried.length} of ${cases.length} cases: ${refusals} refusals, ${findings.length} findings`);
    expect(findings).toEqual([]);
  }, 600_000);

  const COMMANDS = [
    ['export'],
    ['doctor'],
    ['replay', '--projection', 'ticket-list'],
    ['projection'],
    ['checkpoint'],
    ['clock'],
    ['token', '--kind', 'operator'],
  ].slice(0, runs({ short: 2, long: Infinity }));
  it.each(COMMANDS)('is not taken for one that is missing by a command: %s', (...command) => {
    const folder = copyTo(`closed-${command[0]}`);
    const data = join(folder, 'data');
    if (isRoot) giveToRoot(data);
    else chmodSync(data, 0);
    const { status, stderr } = spawnSync(process.execPath, ['dist/apps/cli/main.js', ...command], {
      ...identity,
      env: { ...process.env, NODE_ENV: 'development', DATA_DIR: data },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(new RegExp(`^error: ${data} cannot be .*user of this`)),
    ]);
    chmodSync(data, 0o700);
  });

  it('cannot be created in a folder of another user: the refusal names the data folder', () => {
    const folder = copyTo('foreign');
    rmSync(join(folder, 'data'), { recursive: true });
    if (isRoot) giveToRoot(folder);
    chmodSync(folder, isRoot ? 0o755 : 0o500);
    const [outcome] = outcomesOf([folder]);
    expect(outcome?.refusal).toMatch(new RegExp(`^${join(folder, 'data')} cannot be opened .*user of this process`));
    chmodSync(folder, 0o755);
  });

  it('does not come from a command of root, whose files belong to the owner of the data folder', () => {
    const folder = copyTo('commanded');
    const { uid } = statSync(join(folder, 'data'));
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), CONFIG_DIR: join(folder, 'config') };
    // Without the master key, the log cannot be read.
    for (const name of readdirSync(join(folder, 'data', 'keys')).filter((key) => !key.startsWith('master.key')))
      rmSync(join(folder, 'data', 'keys', name));
    for (const name of ['read.db', 'outbox.db', 'clock-hold.json'])
      for (const part of ['', '-wal', '-shm']) rmSync(join(folder, 'data', name + part), { force: true });
    execFileSync(process.execPath, ['dist/apps/cli/main.js', 'token', '--kind', 'operator'], { env });
    execFileSync(process.execPath, ['dist/apps/cli/main.js', 'accept-loss', '--reason', 'Tried'], { env });
    const found = readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' });
    expect(found).toContain('keys/sign-in.pem');
    expect(found.filter((path) => statSync(join(folder, 'data', path)).uid !== uid)).toEqual([]);
    expect(outcomesOf([folder])).toEqual([{ folder, warnings: [] }]);
  });
});
