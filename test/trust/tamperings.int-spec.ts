import type { FindingCode, SavedCheckpoint } from '@ledgerdesk/integrity';
import { Frontier, formatCheckpoint, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { runs } from '../support/runs.js';
import { type Checked, checkEvents, checkFolder } from './checked-codes.js';
import { EVENT_TAMPERINGS } from './event-tamperings.js';
import { Choices } from './random.js';
import { fillSoundFolder } from './sound-folder.js';
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
const onCopy = async ({ apply }: Tampering, seed: number, check: (copy: string) => Promise<void>): Promise<boolean> => {
  const copy = join(root, `copy-${seed}`);
  cpSync(base, copy, { recursive: true });
  try {
    if ((await apply(dataFolderAt(copy), new Choices(seed))) === false) return false;
    await check(copy);
    return true;
  } finally {
    rmSync(copy, { recursive: true });
  }
};

/** With and without a saved checkpoint, by all checks. */
const expectFoundByDoctor =
  ({ found, foundWithCheckpoint = found }: Tampering, seed: number) =>
  async (copy: string) => {
    const without = await checkFolder(copy);
    expect([...without.open]).toEqual(['history-unproven']);
    if (found.length > 0) expectOneOf(found, seed, without);
    expectOneOf(foundWithCheckpoint, seed, await checkFolder(copy, saved));
  };

const expectFoundInEvents =
  ({ found, foundWithCheckpoint = found }: Tampering, seed: number) =>
  async (copy: string) => {
    const checked = await checkEvents(copy, saved);
    if (found.length > 0) expectOneOf(found, seed, checked);
    expectOneOf(foundWithCheckpoint, seed, checked);
  };

/** Each kind is checked once by everything that doctor does, and then by what can find it. */
const expectAllFound = async (tampering: Tampering): Promise<void> => {
  const count = runs({ short: 5, long: 600 });
  let changed = 0;
  for (let seed = 1; seed <= count; seed += 1) {
    const check = changed === 0 ? expectFoundByDoctor : expectFoundInEvents;
    if (await onCopy(tampering, seed, check(tampering, seed))) changed += 1;
  }
  expect(changed).toBeGreaterThan(count / 2);
};

describe('doctor --deep on changed copies of stores', () => {
  it('finds nothing in the copies as they were', async () => {
    const { damage, open } = await checkFolder(base, saved);
    expect([[...damage], [...open]]).toEqual([[], []]);
  });

  it.each(EVENT_TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))('finds %s', (_, tampering) =>
    expectAllFound(tampering),
  );
});
