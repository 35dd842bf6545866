import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64 } from '../../apps/hub/pages/audit/verification/bytes.js';
import {
  leafHash,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
} from '../../apps/hub/pages/audit/verification/merkle-tree.js';
import {
  CheckpointRefused,
  openCheckpoint,
  parseVerifierKey,
} from '../../apps/hub/pages/audit/verification/signed-checkpoint.js';

/** Vectors that the ledger itself is tested with. */
const VECTORS = join(__dirname, '..', '..', 'libs', 'ledger', 'vectors');
const vector = <T>(name: string): T => JSON.parse(readFileSync(join(VECTORS, name), 'utf8')) as T;

interface ReferenceTree {
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { readonly index: number; readonly size: number; readonly proof: readonly string[] }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
}
const tree = vector<ReferenceTree>('reference-tree.json');

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const headOf = (size: number): TreeHead => ({ size, root: bytesOf(tree.roots[size - 1] ?? '') });
const proofOf = (proof: readonly string[]) => proof.map(bytesOf);
const leafOf = (index: number) => leafHash(bytesOf(tree.leaves[index] ?? ''));

describe('the tree of RFC 6962', () => {
  it.each(tree.inclusion)('has leaf $index of $size, and no other', async ({ index, size, proof }) => {
    const [leaf, hashes] = [await leafOf(index), proofOf(proof)];
    expect(await verifyInclusion(leaf, index, headOf(size), hashes)).toBe(true);
    expect(await verifyInclusion(await leafOf(index === 0 ? 1 : 0), index, headOf(size), hashes)).toBe(false);
    expect(await verifyInclusion(leaf, index === 0 ? 1 : index - 1, headOf(size), hashes)).toBe(false);
    expect(await verifyInclusion(leaf, index, { ...headOf(size), root: headOf(1).root }, hashes)).toBe(false);
    expect(await verifyInclusion(leaf, index, headOf(size), hashes.slice(1))).toBe(false);
    expect(await verifyInclusion(leaf, index, headOf(size), [...hashes, headOf(1).root])).toBe(false);
    expect(await verifyInclusion(leaf, size, headOf(size), hashes)).toBe(false);
  });

  it.each(tree.consistency)('of $to leaves extends that of $from', async ({ from, to, proof }) => {
    const hashes = proofOf(proof);
    expect(await verifyConsistency(headOf(from), headOf(to), hashes)).toBe(true);
    expect(await verifyConsistency({ ...headOf(from), root: headOf(4).root }, headOf(to), hashes)).toBe(false);
    expect(await verifyConsistency(headOf(from), { ...headOf(to), root: headOf(4).root }, hashes)).toBe(false);
    if (from === to) return;
    expect(await verifyConsistency(headOf(from), headOf(to), hashes.slice(1))).toBe(false);
    expect(await verifyConsistency(headOf(to), headOf(from), hashes)).toBe(false);
  });

  it('agrees with the vectors of other implementations', async () => {
    const one = vector<{
      readonly size1: number;
      readonly size2: number;
      readonly root1: string;
      readonly root2: string;
      readonly proof: readonly string[];
    }>('further/consistency.json');
    const decoded = (text: string) => fromBase64(text) ?? new Uint8Array(0);
    const [from, to] = [
      { size: one.size1, root: decoded(one.root1) },
      { size: one.size2, root: decoded(one.root2) },
    ];
    expect(await verifyConsistency(from, to, one.proof.map(decoded))).toBe(true);
  });
});

/** A checkpoint of 609 events that an engine signed. */
const KEY = 'ledgerdesk/main/0+fb8e44e3+AVqNRrow6FPWbAnxTgtHg8q5sXVyU3AZdLQ72cXbj/8N';
const NOTE =
  'ledgerdesk/main/0\n609\n/nulBVRUnj5Me7pd2WASW10u36PdGnfzikwpHVVzODA=\nsince 2026-11-30T12:25:04.504Z 4\n\n' +
  '— ledgerdesk/main/0 +45E43NVgZDPF7GwR18q8SqVs2d0T5gGucGJRX2KNdeAOU1B5tI62FUUK4fAdITbuR+bSa7TL7IgnL0yDgTpDNkQWQQ=\n';
const OTHER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

const faultOf = async (run: Promise<unknown>): Promise<string> => {
  try {
    await run;
    return 'none';
  } catch (error) {
    if (error instanceof CheckpointRefused) return error.fault;
    throw error;
  }
};

describe('a signed checkpoint', () => {
  it('is opened with the key that signed it', async () => {
    expect(await openCheckpoint(NOTE, [await parseVerifierKey(KEY)])).toMatchObject({
      origin: 'ledgerdesk/main/0',
      size: 609,
    });
  });

  it.each([
    ['another size', NOTE.replace('609', '608'), 'bad-signature'],
    ['another root', NOTE.replace('/nul', '/nuk'), 'bad-signature'],
    ['another epoch', NOTE.replaceAll('main/0', 'main/1'), 'not-signed'],
    ['no signature', NOTE.slice(0, NOTE.indexOf('—')), 'malformed'],
    ['half a signature', NOTE.slice(0, -20), 'malformed'],
    ['no root', 'ledgerdesk/main/0\n609\n\n— ledgerdesk/main/0 AAAAAAAA\n', 'malformed'],
    ['nothing', '', 'malformed'],
  ])('with %s is refused', async (_, note, fault) => {
    expect(await faultOf(openCheckpoint(note, [await parseVerifierKey(KEY)]))).toBe(fault);
  });

  it('of another log is refused, whoever signed it', async () => {
    expect(await faultOf(openCheckpoint(NOTE, [await parseVerifierKey(OTHER_KEY)]))).toBe('other-log');
  });

  it.each(['', 'ledgerdesk', KEY.slice(0, -2), KEY.replace('fb8e', 'fb8f'), KEY.replace('/0+', '/1+')])(
    'is not opened with %j, which is no key',
    async (text) => expect(await faultOf(parseVerifierKey(text))).toBe('malformed-key'),
  );
});
