import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { checkFolder, checkKeysAlone } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { ERASURE_TAMPERINGS } from './erasure-tamperings.js';
import { fillKeptFolder, registerOwnKeyPlace } from './kept-folder.js';
import { Choices } from './random.js';
import { READ_TAMPERINGS } from './read-tamperings.js';
import { savedFrom } from './signed-folder.js';
import { codesFor, type Tampering } from './tampering.js';
import { WorkingCopy } from './working-copy.js';

describe('doctor --deep on changed records of reads, keys and erasures', () => {
  let root: string;
  let base: string;
  let copy: WorkingCopy;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    base = join(root, 'kept');
    await fillKeptFolder(base);
    copy = new WorkingCopy(base, join(root, 'copy'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  /** Makes the copy equal to the stores as they were again. Returns its folder. */
  const restored = (): string => {
    copy.restore();
    registerOwnKeyPlace(copy.path);
    return copy.path;
  };

  const expectFound = async (tampering: Tampering): Promise<void> => {
    const { name, apply, check, found } = tampering;
    for (let seed = 1; seed <= tamperingRuns(); seed += 1) {
      const folder = restored();
      await apply(dataFolderAt(folder), new Choices(seed));
      const codes = [...codesFor(tampering, await (seed === 1 ? checkFolder : check)(folder))];
      expect({ name, seed, codes }).toEqual({ name, seed, codes: expect.arrayContaining([...found]) as string[] });
    }
  };

  it('finds nothing in the stores as they were', async () => {
    const { findings } = await checkFolder(base, await savedFrom(base));
    expect(findings.filter(({ state }) => state !== 'note')).toEqual([]);
  });

  it('leaves one question open, and finds no damage, without the key store', async () => {
    const folder = restored();
    rmSync(join(folder, 'keys.db'));
    const { findings } = await checkKeysAlone(folder);
    expect(findings.map(({ state, code }) => `${state} ${code}`)).toEqual(['unknown tombstone-missing']);
  });

  it('reads tombstones without a master key', async () => {
    const folder = restored();
    rmSync(join(folder, 'keys'), { recursive: true });
    expect((await checkKeysAlone(folder)).findings).toEqual([]);
  });

  eachKind('finds %s', READ_TAMPERINGS, expectFound);

  eachKind('finds %s', ERASURE_TAMPERINGS, expectFound);
});
