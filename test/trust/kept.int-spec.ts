import { cpSync, mkdtempSync, rmSync } from 'node:fs';
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

describe('doctor --deep on changed records of reads, keys and erasures', () => {
  let root: string;
  let base: string;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    base = join(root, 'kept');
    await fillKeptFolder(base);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  /** What of a folder the checks of these kinds read. */
  const READ = ['events.db', 'reads.db', 'keys.db', 'ledger.db', 'keys', 'kept-keys', 'key-backups.json'];

  const copied = (isWhole: boolean): string => {
    const copy = join(root, 'copy');
    if (isWhole) cpSync(base, copy, { recursive: true });
    else for (const file of READ) cpSync(join(base, file), join(copy, file), { recursive: true });
    registerOwnKeyPlace(copy);
    return copy;
  };

  const expectFound = async (tampering: Tampering): Promise<void> => {
    const { name, apply, check, found } = tampering;
    for (let seed = 1; seed <= tamperingRuns(); seed += 1) {
      const copy = copied(seed === 1);
      await apply(dataFolderAt(copy), new Choices(seed));
      const codes = [...codesFor(tampering, await (seed === 1 ? checkFolder : check)(copy))];
      expect({ name, seed, codes }).toEqual({ name, seed, codes: expect.arrayContaining([...found]) as string[] });
      rmSync(copy, { recursive: true });
    }
  };

  it('finds nothing in the stores as they were', async () => {
    const { findings } = await checkFolder(base, await savedFrom(base));
    expect(findings.filter(({ state }) => state !== 'note')).toEqual([]);
  });

  it('leaves one question open, and finds no damage, without the key store', async () => {
    const copy = copied(false);
    rmSync(join(copy, 'keys.db'));
    const { findings } = await checkKeysAlone(copy);
    expect(findings.map(({ state, code }) => `${state} ${code}`)).toEqual(['unknown tombstone-missing']);
    rmSync(copy, { recursive: true });
  });

  it('reads tombstones without a master key', async () => {
    const copy = copied(false);
    rmSync(join(copy, 'keys'), { recursive: true });
    expect((await checkKeysAlone(copy)).findings).toEqual([]);
    rmSync(copy, { recursive: true });
  });

  eachKind('finds %s', READ_TAMPERINGS, expectFound);

  eachKind('finds %s', ERASURE_TAMPERINGS, expectFound);
});
