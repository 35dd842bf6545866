import type { FindingCode, SavedCheckpoint } from '@ledgerdesk/integrity';
import { Frontier, formatCheckpoint, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { runs } from '../support/runs.js';
import { type Checked, checkEvents, checkFolder } from './checked-codes.js';
import { EVENT_TAMPERINGS } from './event-tamperings.js';
import { Choices } from './random.js';
import { fillSoundFolder } from './sound-folder.js';
import { STORE_TAMPERINGS } from './store-tamperings.js';
import type { Tampering } from './tampering.js';

const ORIGIN = 'ledgerdesk/main/1';

let root: string;
let base: string;
let saved: SavedCheckpoint;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  base = join(root, 'base');
  await fillSoundFolder(base, { teams: 2, days: 5, seed: 6 });
  saved = savedFrom(join(base, 'events.db'));
});
afterAll(() => rmSync(root, { recursive: true }));

const savedFrom = (file: string): SavedCheckpoint => {
  const db = new Database(file, { readonly: true });
  const hashes = db.prepare<[], Buffer>('SELECT hashes FROM frontier').pluck().get() ?? Buffer.alloc(0);
  db.close();
  const frontier = Frontier.fromBytes(hashes);
  const signer = signerFromSeed(ORIGIN, Buffer.alloc(32, 7));
  const text = formatCheckpoint({ origin: ORIGIN, size: frontier.size, root: frontier.root(), extensions: [] });
  return { name: 'saved', note: signNote(text, signer), vkey: signer.vkey };
};

const expectOneOf = (codes: readonly string[], seed: number, { damage, findings }: Checked): void =>
  expect({ seed, findings, found: codes.some((code) => damage.has(code as FindingCode)) }).toMatchObject({
    found: true,
  });

/** Applies a tampering to a copy of the folder, and calls `check`. Returns false if nothing could be changed. */
const onCopy = async (
  { apply }: Tampering,
  seed: number,
  files: readonly string[],
  check: (copy: string) => Promise<void>,
): Promise<boolean> => {
  const copy = join(root, 'copy');
  mkdirSync(copy);
  for (const file of files) cpSync(join(base, file), join(copy, file), { recursive: true });
  try {
    if ((await apply(dataFolderAt(copy), new Choices(seed))) === false) return false;
    await check(copy);
    return true;
  } finally {
    rmSync(copy, { recursive: true });
  }
};

/** By all checks of the command. What is found without a saved checkpoint is found with one too. */
const expectFoundByDoctor =
  ({ found, foundWithCheckpoint = found }: Tampering, seed: number) =>
  async (copy: string) => {
    const checked = await checkFolder(copy, saved);
    if (found.length > 0) expectOneOf(found, seed, checked);
    expectOneOf(foundWithCheckpoint, seed, checked);
  };

const expectFoundInEvents =
  ({ found, foundWithCheckpoint = found }: Tampering, seed: number) =>
  async (copy: string) => {
    const checked = await checkEvents(copy, saved);
    if (found.length > 0) expectOneOf(found, seed, checked);
    expectOneOf(foundWithCheckpoint, seed, checked);
  };

const COUNT = runs({ short: 30, long: 600 });

/** Each kind is checked once by all that doctor does, and then by the checks of the log. */
const expectEventsFound = async (tampering: Tampering): Promise<void> => {
  const all = readdirSync(base);
  let changed = 0;
  for (let seed = 1; seed <= COUNT; seed += 1) {
    const [files, check] = changed === 0 ? [all, expectFoundByDoctor] : [['events.db'], expectFoundInEvents];
    if (await onCopy(tampering, seed, files, check(tampering, seed))) changed += 1;
  }
  expect(changed).toBeGreaterThan(COUNT / 2);
};

const expectStoresFound = async (tampering: Tampering): Promise<void> => {
  let changed = 0;
  for (let seed = 1; seed <= Math.ceil(COUNT / 10); seed += 1)
    if (await onCopy(tampering, seed, readdirSync(base), expectFoundByDoctor(tampering, seed))) changed += 1;
  expect(changed).toBeGreaterThan(0);
};

describe('doctor --deep on changed copies of stores', () => {
  it('finds nothing in the copies as they were', async () => {
    const { damage, open } = await checkFolder(base, saved);
    expect([[...damage], [...open]]).toEqual([[], []]);
  });

  it('answers 2 without a saved checkpoint, and says what cannot be known', async () => {
    const { damage, open } = await checkFolder(base);
    expect([[...damage], [...open]]).toEqual([[], ['history-unproven']]);
  });

  it.each(EVENT_TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))('finds %s', (_, tampering) =>
    expectEventsFound(tampering),
  );

  it.each(STORE_TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))('finds %s', (_, tampering) =>
    expectStoresFound(tampering),
  );
});
