import type { FindingCode, SavedCheckpoint } from '@ledgerdesk/integrity';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { runs } from '../support/runs.js';
import { type Checked, checkEvents, checkFolder } from './checked-codes.js';
import { EVENT_TAMPERINGS, SIGNED_TAMPERINGS } from './event-tamperings.js';
import { Choices } from './random.js';
import { recordOneMore, savedFrom } from './signed-folder.js';
import { fillSoundFolder } from './sound-folder.js';
import { STORE_TAMPERINGS } from './store-tamperings.js';
import type { Tampering } from './tampering.js';

/** What was signed contradicts events that were changed since, unless they were signed again. */
const SIGNED = ['signed-root-differs', 'signed-events-missing'];

let root: string;
let base: string;
/** The stores as they were before the last events. */
let older: string;
let saved: SavedCheckpoint;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  base = join(root, 'base');
  await fillSoundFolder(base, { teams: 2, days: 5, seed: 6 });
  older = join(root, 'older');
  cpSync(base, older, { recursive: true });
  await recordOneMore(base, 'Checked.');
  saved = await savedFrom(base);
});
afterAll(() => rmSync(root, { recursive: true }));

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
  ({ found, foundWithCheckpoint = found, signed }: Tampering & { readonly signed?: readonly string[] }, seed: number) =>
  async (copy: string) => {
    const checked = await checkFolder(copy, saved);
    if (signed) expectOneOf(signed, seed, checked);
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

const STORES = runs({ short: 3, long: 600 });

/** Each kind is checked once by all that doctor does, and then by the checks of the log. */
const expectEventsFound = async (tampering: Tampering): Promise<void> => {
  const all = readdirSync(base);
  let changed = 0;
  for (let seed = 1; seed <= COUNT; seed += 1) {
    const isFirst = changed === 0;
    const check = isFirst
      ? expectFoundByDoctor({ ...tampering, signed: SIGNED }, seed)
      : expectFoundInEvents(tampering, seed);
    if (await onCopy(tampering, seed, isFirst ? all : ['events.db'], check)) changed += 1;
  }
  expect(changed).toBeGreaterThan(COUNT / 2);
};

const expectStoresFound = async (tampering: Tampering): Promise<void> => {
  let changed = 0;
  for (let seed = 1; seed <= STORES; seed += 1)
    if (await onCopy(tampering, seed, readdirSync(base), expectFoundByDoctor(tampering, seed))) changed += 1;
  expect(changed).toBeGreaterThan(0);
};

describe('doctor --deep on changed copies of stores', () => {
  it('finds nothing in the copies as they were', async () => {
    const { damage, open, findings } = await checkFolder(base, saved);
    expect(findings.filter(({ state }) => state !== 'note')).toEqual([]);
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

  // Each is the work of an engine that reads and signs the whole log.
  it.each(SIGNED_TAMPERINGS.slice(0, runs({ short: 2, long: 100 })).map((one) => [one.name, one] as const))(
    'finds %s only with a saved checkpoint',
    async (_, tampering) => {
      let changed = 0;
      for (let seed = 1; seed <= runs({ short: 1, long: 100 }); seed += 1)
        if (await onCopy(tampering, seed, readdirSync(base), expectFoundByDoctor(tampering, seed))) changed += 1;
      expect(changed).toBeGreaterThan(0);
    },
  );

  it('finds stores that were put back to an older copy only with a saved checkpoint', async () => {
    expect([...(await checkFolder(older, saved)).damage]).toEqual(['history-cut']);
    const { damage, open } = await checkFolder(older);
    expect([[...damage], [...open]]).toEqual([[], ['history-unproven']]);
  });

  it('finds a fork of the log with a saved checkpoint', async () => {
    const fork = join(root, 'fork');
    cpSync(older, fork, { recursive: true });
    for (const reason of ['Another.', 'And one more.']) await recordOneMore(fork, reason);
    expect([...(await checkFolder(fork, saved)).damage]).toEqual(['history-differs']);
    expect([...(await checkFolder(fork)).damage]).toEqual([]);
  });
});
