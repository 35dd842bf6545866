import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { type Check, type Checked, checkFolder, checkRowsOf } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { EVENT_TAMPERINGS, SIGNED_TAMPERINGS } from './event-tamperings.js';
import { readLogRows } from './log-rows.js';
import { Choices } from './random.js';
import { fillServedFolder } from './served-folder.js';
import { rebuiltByEngine, recordOneMore, savedFrom } from './signed-folder.js';
import { fillSoundFolder } from './sound-folder.js';
import { STORE_TAMPERINGS } from './store-tamperings.js';
import { codesFor, type Tampering } from './tampering.js';
import { WorkingCopy } from './working-copy.js';

/** Stores that are sound, and the checkpoint that an auditor saved of them. */
interface Sound {
  readonly folder: string;
  readonly copy: WorkingCopy;
  readonly saved: SavedCheckpoint;
}

const soundIn = async (folder: string): Promise<Sound> => ({
  folder,
  copy: new WorkingCopy(folder, `${folder}-copy`),
  saved: await savedFrom(folder),
});

/** A case of each so many has another history. */
const CASES_OF_A_HISTORY = 100;

let root: string;
/** The stores as they were before the last events. */
let older: string;
let served: Sound;
const simulated = new Map<number, Promise<Sound>>();

/** Seeds of the simulated histories; the next of so many is taken if no target is missed. The first has a miss. */
const HISTORIES = [6, 1, 2, 3, 4, 5];

/** Stores that a simulated history fills. */
const simulate = async (seed: number, isFirst: boolean): Promise<Sound> => {
  const folder = join(root, `simulated-${seed}`);
  await fillSoundFolder(folder, { teams: 1, days: 3, seed });
  if (!readLogRows(dataFolderAt(folder).events).some(({ type }) => type === 'ResponseTargetBreached')) {
    rmSync(folder, { recursive: true });
    return simulate(seed + HISTORIES.length, isFirst);
  }
  if (isFirst) cpSync(folder, (older = join(root, 'older')), { recursive: true });
  await recordOneMore(folder, 'Checked.');
  return soundIn(folder);
};

const simulatedFor = (seed: number): Promise<Sound> => {
  const history = HISTORIES[Math.floor((seed - 1) / CASES_OF_A_HISTORY) % HISTORIES.length] ?? 0;
  const known = simulated.get(history) ?? simulate(history, history === HISTORIES[0]);
  simulated.set(history, known);
  return known;
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  await simulatedFor(1);
  const folder = join(root, 'served');
  await fillServedFolder(folder);
  served = await soundIn(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

const expectOneOf = (names: Tampering['found'], seed: number, tampering: Tampering, checked: Checked): void => {
  const codes = codesFor(tampering, checked);
  const { findings } = checked;
  expect({ seed, findings, found: names.some((code) => codes.has(code)) }).toMatchObject({ found: true });
};

/** Nothing is found, and the answer says what cannot be known. */
const expectUnknown = (seed: number, { open, findings }: Checked): void =>
  expect([seed, findings.filter(({ state }) => state === 'damage'), open.has('history-unproven')]).toEqual([
    seed,
    [],
    true,
  ]);

/** What is found without a saved checkpoint is found with one too. What cannot be known is said to be open. */
const expectFound = async (
  tampering: Tampering,
  { check, copy, seed, saved }: { check: Check; copy: string; seed: number; saved: SavedCheckpoint },
): Promise<void> => {
  const { found, foundWithCheckpoint = found } = tampering;
  const checked = await check(copy, saved);
  if (found.length > 0) expectOneOf(found, seed, tampering, checked);
  expectOneOf(foundWithCheckpoint, seed, tampering, checked);
  if (found.length === 0) expectUnknown(seed, await check(copy));
};

/** Applies a tampering to a copy of stores, and checks the copy. Returns false if nothing could be changed. */
const tryOne = async (
  tampering: Tampering,
  { copy, saved }: Sound,
  seed: number,
  isFirst: boolean,
): Promise<boolean> => {
  copy.restore();
  const changed = await tampering.apply(dataFolderAt(copy.path), new Choices(seed));
  if (changed === false) return false;
  const own = typeof changed === 'object' ? checkRowsOf(changed.readModel) : tampering.check;
  await expectFound(tampering, { check: isFirst ? checkFolder : own, copy: copy.path, seed, saved });
  return true;
};

const COUNT = tamperingRuns();

/** Each kind is checked once by all that doctor does, and then by the check that must find it. */
const expectAllFound = async (tampering: Tampering, soundFor: (seed: number) => Promise<Sound>): Promise<void> => {
  let changed = 0;
  for (let seed = 1; seed <= COUNT; seed += 1)
    if (await tryOne(tampering, await soundFor(seed), seed, changed === 0)) changed += 1;
  expect(changed).toBeGreaterThan(COUNT / 2);
};

describe('doctor --deep on changed copies of stores', () => {
  it.each([
    ['simulated', () => simulatedFor(1)],
    ['served', async () => served],
  ])('finds nothing in the %s stores as they were, and says what cannot be known', async (_, sound) => {
    const { folder, saved } = await sound();
    const { findings } = await checkFolder(folder, saved);
    expect(findings.filter(({ state }) => state !== 'note')).toEqual([]);
    const { damage, open } = await checkFolder(folder);
    expect([[...damage], [...open]]).toEqual([[], ['history-unproven']]);
  });

  eachKind('finds %s', EVENT_TAMPERINGS, (tampering) => expectAllFound(tampering, simulatedFor));

  eachKind('finds %s', STORE_TAMPERINGS, (tampering) => expectAllFound(tampering, async () => served));

  eachKind('finds %s by a saved checkpoint', SIGNED_TAMPERINGS, (tampering) => expectAllFound(tampering, simulatedFor));

  it('finds a log whose followers an engine made again by a saved checkpoint only', async () => {
    const { saved } = await simulatedFor(1);
    const folder = join(root, 'rebuilt');
    cpSync(older, folder, { recursive: true });
    for (const reason of ['Another.', 'And one more.']) await recordOneMore(folder, reason);
    await rebuiltByEngine(dataFolderAt(folder));
    expect([...(await checkFolder(folder, saved)).damage]).toEqual(['history-differs']);
    expect([...(await checkFolder(folder)).damage]).toEqual([]);
  });

  it('finds stores that were put back to an older copy by a saved checkpoint only', async () => {
    const { saved } = await simulatedFor(1);
    expect([...(await checkFolder(older, saved)).damage]).toEqual(['history-cut']);
    const { damage, open } = await checkFolder(older);
    expect([[...damage], [...open]]).toEqual([[], ['history-unproven']]);
  });
});
