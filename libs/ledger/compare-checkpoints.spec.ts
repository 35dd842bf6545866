import { SampleLedger, sampleEvents } from '../../test/support/ledger/sample-ledger.js';
import { compareCheckpoints, consistencyProof, parseConsistency, type TreeCheckpoint } from './index.js';

const SIZE = 300;
const EVENTS = sampleEvents(SIZE);
const ledger = new SampleLedger(EVENTS);
/** The same log with another first event, as one that was rewritten. */
const forked = new SampleLedger([{ ...EVENTS[0]!, recordedAt: '2025-01-01T00:00:00.000Z' }, ...EVENTS.slice(1)]);

const headOf = (of: SampleLedger, size: number): TreeCheckpoint => ({
  origin: of.origin,
  size,
  root: of.root(size),
  extensions: [],
});
const kindsOf = async (of: SampleLedger, from: number, change: (document: object) => object = (same) => same) => {
  const evidence = parseConsistency(change(await of.consistency(from)));
  return compareCheckpoints(headOf(ledger, from), headOf(of, of.size), evidence).map(({ kind }) => kind);
};

describe('two checkpoints', () => {
  const sizes = Array.from({ length: SIZE - 1 }, (_, at) => at + 1);

  it('are a fork if the log begins with other events, whatever the size of the saved one', async () => {
    const found = await Promise.all(sizes.map((size) => kindsOf(forked, size)));
    expect(sizes.filter((_, at) => found[at]?.join() !== 'fork')).toEqual([]);
    const sound = await Promise.all(sizes.map((size) => kindsOf(ledger, size)));
    expect(sizes.filter((_, at) => sound[at]?.join() !== '')).toEqual([]);
  });

  it('are not called a fork for a proof that does not lead to the new one', async () => {
    const proof = (await consistencyProof(ledger.nodes, 7, 9)).map((hash) => Buffer.from(hash).toString('base64'));
    const found = await Promise.all(sizes.map((size) => kindsOf(ledger, size, (same) => ({ ...same, proof }))));
    expect(sizes.filter((_, at) => found[at]?.join() !== 'bad-proof')).toEqual([]);
  });

  it('are not called sound for the root that a proof claims, nor a fork by one that it does not lead to', async () => {
    const fromRoot = Buffer.from(ledger.root(64)).toString('base64');
    expect(await kindsOf(forked, 64, (same) => ({ ...same, fromRoot }))).toEqual(['bad-proof']);
    expect(await kindsOf(ledger, 64, (same) => ({ ...same, fromRoot: Buffer.alloc(32).toString('base64') }))).toEqual(
      [],
    );
    expect(await kindsOf(ledger, 64, (same) => ({ ...same, fromRoot: undefined }))).toEqual([]);
    expect(parseConsistency({ ...(await ledger.consistency(64)), fromRoot: 'x' })).toBeUndefined();
  });
});
