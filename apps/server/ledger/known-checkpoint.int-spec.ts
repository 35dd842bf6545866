import { EMPTY_ROOT, formatCheckpoint, type NoteSigner, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKnownCheckpoint } from './known-checkpoint.js';

const ORIGIN = 'ledgerdesk/main/1';
const signer = (seed: number, origin = ORIGIN): NoteSigner => signerFromSeed(origin, new Uint8Array(32).fill(seed));
const noteOf = (origin: string, ...signers: readonly NoteSigner[]): string =>
  signNote(formatCheckpoint({ origin, size: 7, root: EMPTY_ROOT, extensions: [] }), ...signers);

describe('the file with the newest checkpoint of a log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Trees that record a key of the epoch before. */
  const trees = {
    origins: async () => ['ledgerdesk/main/0', 'other/main/0'],
    tree: (origin: string) => ({ keys: async () => [{ vkey: signer(2, origin).vkey, since: 1, at: '' }] }) as never,
  };
  const read = (content: string | undefined) => {
    const file = join(folder, 'checkpoint');
    if (content !== undefined) writeFileSync(file, content);
    return readKnownCheckpoint({ file, origin: ORIGIN, vkeys: [signer(1).vkey], trees });
  };

  it('is read if a key of the log signed it, in any epoch; there need be none', async () => {
    expect(await read(undefined)).toBeUndefined();
    const earlier = 'ledgerdesk/main/0';
    for (const [origin, by] of [
      [ORIGIN, signer(1)],
      [ORIGIN, signer(2)],
      [earlier, signer(1, earlier)],
      ['ledgerdesk/main/2', signer(2, 'ledgerdesk/main/2')],
    ] as const)
      expect(await read(noteOf(origin, by))).toMatchObject({ origin, size: 7 });
  });

  it('is read although the record of another key of the log is damaged', async () => {
    const damaged = {
      ...trees,
      tree: (origin: string) =>
        ({
          keys: async () => ['', 'ledgerdesk+x', signer(2, origin).vkey].map((vkey) => ({ vkey, since: 1, at: '' })),
        }) as never,
    };
    const file = join(folder, 'checkpoint');
    writeFileSync(file, noteOf(ORIGIN, signer(2)));
    const known = readKnownCheckpoint({ file, origin: ORIGIN, vkeys: [signer(1).vkey], trees: damaged });
    expect(await known).toMatchObject({ origin: ORIGIN, size: 7 });
  });

  it.each<[string, string, string]>([
    ['is empty', '', 'it is empty'],
    ['has only zeros', '\0'.repeat(200), 'it is damaged. This is no signed note'],
    ['ends early', noteOf(ORIGIN, signer(1)).slice(0, 60), 'it is damaged. This is no signed note'],
    ['is no checkpoint', signNote('text\n', signer(1)), 'it is damaged. This note is no checkpoint'],
    ['was changed', noteOf(ORIGIN, signer(1)).replace('\n7\n', '\n8\n'), 'its signature does not match'],
    ['is of another log', noteOf('other/main/0', signer(1, 'other/main/0')), 'it is one of other/main/0'],
    ['was signed by another key', noteOf(ORIGIN, signer(9)), `no key of this log signed it, but ${ORIGIN}+`],
  ])('is not used if it %s', async (_, content, reason) => {
    const unusable = { code: 'checkpoint-file', message: expect.stringContaining(reason) as string };
    await expect(read(content)).rejects.toThrow(expect.objectContaining(unusable) as Error);
  });

  it('is not used if it cannot be read', async () => {
    const file = join(folder, 'a-folder');
    mkdirSync(file);
    await expect(readKnownCheckpoint({ file, origin: ORIGIN, vkeys: [], trees: undefined })).rejects.toThrow(
      `The checkpoint in ${file} cannot be used: it cannot be read`,
    );
  });
});
