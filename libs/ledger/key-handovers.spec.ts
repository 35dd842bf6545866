import {
  addSignatures,
  EMPTY_ROOT,
  followHandovers,
  formatCheckpoint,
  nextKeyLine,
  type NoteSigner,
  parseVerifierKey,
  signNote,
  splitNote,
} from './index.js';
import { signerOf } from '../../test/support/ledger/sample-ledger.js';

const ORIGIN = 'ledgerdesk/main/0';
const [first, second, third, thief] = [1, 2, 3, 9].map((seed) => signerOf(ORIGIN, seed)) as [
  NoteSigner,
  NoteSigner,
  NoteSigner,
  NoteSigner,
];

/** A checkpoint that names keys and is signed by others. */
const handover = (size: number, named: readonly NoteSigner[], signers: readonly NoteSigner[], origin = ORIGIN) =>
  signNote(
    formatCheckpoint({ origin, size, root: EMPTY_ROOT, extensions: named.map(({ vkey }) => nextKeyLine(vkey)) }),
    ...signers,
  );
const followed = (trusted: NoteSigner, ...notes: readonly string[]) =>
  followHandovers([parseVerifierKey(trusted.vkey)], notes).map(({ from, to, size }) => [from.keyId, to.keyId, size]);

describe('a handover of keys', () => {
  it('is followed from a trusted key to the next ones, in any order', () => {
    const [one, other] = [handover(5, [second], [first, second]), handover(9, [third], [third, second])];
    const both = [
      [first.keyId, second.keyId, 5],
      [second.keyId, third.keyId, 9],
    ];
    expect([followed(first, one, other), followed(first, other, one)]).toEqual([both, both]);
    expect(followed(second, one, other)).toEqual([both[1]]);
    expect(followed(third, one, other)).toEqual([]);
  });

  it('needs the signatures of both keys, and the new one in the text that was signed', () => {
    const named = handover(5, [second], [first]);
    const plain = handover(5, [], [first]);
    const added = addSignatures(plain, splitNote(handover(5, [], [thief])).signatures);
    const byThief = handover(5, [thief], [thief]);
    expect([named, plain, added, byThief, 'nothing'].flatMap((note) => followed(first, note))).toEqual([]);
  });

  it('is one of the same log, in any epoch', () => {
    const [old, next] = [signerOf('ledgerdesk/main/1', 1), signerOf('ledgerdesk/main/1', 2)];
    expect(followed(first, handover(5, [next], [old, next], 'ledgerdesk/main/1'))).toEqual([
      [old.keyId, next.keyId, 5],
    ]);
    const other = [signerOf('ledgerdesk/other/0', 1), signerOf('ledgerdesk/other/0', 2)] as const;
    expect(followed(first, handover(5, [other[1]], other, 'ledgerdesk/other/0'))).toEqual([]);
  });
});
