import { checkStoredCheckpoints, type FindingState } from '@ledgerdesk/integrity';
import {
  formatCheckpoint,
  Frontier,
  nextKeyLine,
  parsePem,
  signerFromSeed,
  signNote,
  stampedText,
} from '@ledgerdesk/ledger';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TreeBuilder } from '../../libs/tree-signing/tree-builder.js';
import { certify, testAuthority } from '../support/ledger/time-stamp-authority.js';
import type { Checked } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { changed } from './databases.js';
import { Choices } from './random.js';
import { SIGNATURE_TAMPERINGS, type SignatureTampering } from './signature-tamperings.js';
import { codesFor } from './tampering.js';

const ORIGIN = 'ledgerdesk/main/0';
const AT = '2026-12-01T08:30:00.000Z';
const SIZE = 5;

const hashOf = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

describe('the handovers and time stamps of a tree', () => {
  const authority = testAuthority();
  const trusted = parsePem(authority.root.pem);
  let root: string;
  const file = (name: string): string => join(root, `${name}.db`);

  /** A tree whose first checkpoint is stamped, and that hands over to another key with its second one. */
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    const store = await openSqliteTreeStore(file('base'));
    const tree = store.tree(ORIGIN);
    const [first, next] = [randomBytes(32), randomBytes(32)].map((seed) => signerFromSeed(ORIGIN, seed));
    if (!first || !next) throw new Error('There are two keys.');
    const frontier = new Frontier();
    for (const [from, signers, extensions] of [
      [0, [first], []],
      [SIZE, [first, next], [nextKeyLine(next.vkey)]],
    ] as const) {
      const builder = await TreeBuilder.load(tree, from);
      const positions = Array.from({ length: SIZE }, (_, n) => String(from + n + 1));
      for (const position of positions) {
        builder.add(hashOf(position));
        frontier.append(hashOf(position));
      }
      const [size, position, signedAt] = [from + SIZE, String(from + SIZE), AT];
      await tree.grow({ from, size, position, tiles: builder.takeTiles(), positions });
      const note = signNote(formatCheckpoint({ origin: ORIGIN, size, root: frontier.root(), extensions }), ...signers);
      const key = { vkey: signers.at(-1)?.vkey ?? '', isHandover: from > 0 };
      await tree.saveCheckpoint({ size, root: frontier.root(), note, position, signedAt }, from || undefined, key);
      if (from > 0) continue;
      const response = authority.stamp(hashOf(stampedText(note)), AT);
      await tree.saveTimeStamp({ size, note, response, time: AT, askedAt: AT });
    }
    await store.close();
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const codesIn = async (name: string): Promise<Pick<Checked, 'damage' | 'open'>> => {
    const store = await openSqliteTreeStore(file(name));
    try {
      const { findings } = await checkStoredCheckpoints(store.tree(ORIGIN), trusted);
      const codesOf = (as: FindingState) =>
        new Set(findings.flatMap(({ code, state }) => (state === as ? [code] : [])));
      return { damage: codesOf('damage'), open: codesOf('unknown') };
    } finally {
      await store.close();
    }
  };

  it('are sound as they were made', async () =>
    expect(await codesIn('base')).toEqual({ damage: new Set(), open: new Set() }));

  it('are not by the authority that is trusted', async () => {
    const other = certify({ name: 'Another authority', isAuthority: true });
    const store = await openSqliteTreeStore(file('base'));
    const { findings } = await checkStoredCheckpoints(store.tree(ORIGIN), parsePem(other.pem));
    await store.close();
    expect(findings).toMatchObject([{ code: 'time-stamp', state: 'unknown' }]);
  });

  const expectFound = async (tampering: SignatureTampering): Promise<void> => {
    const { name, apply, found } = tampering;
    for (let seed = 1; seed <= tamperingRuns(); seed += 1) {
      cpSync(file('base'), file('copy'));
      changed(file('copy'), (db) => apply(db, new Choices(seed)));
      expect({ name, seed, codes: [...codesFor(tampering, await codesIn('copy'))] }).toEqual({
        name,
        seed,
        codes: expect.arrayContaining([found]) as string[],
      });
    }
  };

  eachKind('are found changed: %s', SIGNATURE_TAMPERINGS, expectFound);
});
