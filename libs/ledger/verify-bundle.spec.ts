import { SampleLedger, sampleEvents, signerOf } from '../../test/support/ledger/sample-ledger.js';
import {
  type BundleEvent,
  type BundleOptions,
  commitmentOf,
  isFinding,
  type Json,
  matchesCommitment,
  outcomeOf,
  parseConsistency,
  parseVerifierKey,
  readCheckpoint,
  type TicketBundle,
  type TrustedCheckpoint,
  verifyBundle,
} from './index.js';

const ledger = new SampleLedger(sampleEvents(40));
const trust = { keys: [parseVerifierKey(ledger.signer.vkey)] };
const savedAt = (size: number, from = ledger): TrustedCheckpoint => {
  const saved = readCheckpoint(from.checkpoint(size), trust, 'saved');
  if (isFinding(saved)) throw new Error(saved.meaning);
  return saved;
};
const verified = async (change: (bundle: TicketBundle) => unknown = (bundle) => bundle, options?: BundleOptions) => {
  const { findings, ...rest } = verifyBundle(change(await ledger.bundle('2')), {
    ...trust,
    saved: savedAt(40),
    ...options,
  });
  return { kinds: findings.map(({ kind }) => kind), code: outcomeOf(findings), ...rest };
};
/** Changes the event at `at` of a bundle. */
const withEvent =
  (at: number, change: (event: BundleEvent) => object) =>
  (bundle: TicketBundle): object => ({
    ...bundle,
    events: bundle.events.map((event, place) => (place === at ? { ...event, ...change(event) } : event)),
  });

const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json;

describe('the bundle of a ticket', () => {
  it('is sound with a saved checkpoint, and shows events, policies and the disclosed fields', async () => {
    const { kinds, code, events, policies } = await verified();
    expect({ kinds, code }).toEqual({ kinds: [], code: 0 });
    expect(events.map(({ event }) => event.revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(events[0]?.fields).toEqual({ body: 'Text 3 of 1: 注文が届きません' });
    expect(policies[0]?.event.data['policyVersion']).toBe('2026-11');
  });

  it('cannot be known to be of the true log without a saved checkpoint, nor without a proof to it', async () => {
    const bundle = await ledger.bundle('2');
    const without = verifyBundle(bundle, trust).findings;
    expect(without).toMatchObject([{ kind: 'no-saved-checkpoint', outcome: 'unknown' }]);
    expect((await verified(undefined, { ...trust, saved: savedAt(20) })).kinds).toEqual(['no-proof']);
    const linked = { ...bundle, consistency: await ledger.consistency(20) };
    expect((await verified(() => linked, { ...trust, saved: savedAt(20) })).kinds).toEqual([]);
    const evidence = parseConsistency(await ledger.consistency(20));
    expect((await verified(undefined, { ...trust, saved: savedAt(20), ...(evidence && { evidence }) })).kinds).toEqual(
      [],
    );
  });

  it('does not take a number that JSON does not have for the null that was recorded', () => {
    const salt = 'A'.repeat(43);
    const data = { $sealed: { commitment: commitmentOf({ fields: { rating: null }, salt }) ?? '' } };
    const matches = (text: string): boolean =>
      matchesCommitment(data, { fields: JSON.parse(text) as Readonly<Record<string, Json>>, salt });
    expect([matches('{"rating":null}'), matches('{"rating":1e999}')]).toEqual([true, false]);
  });

  it('may be older than the saved checkpoint', async () => {
    const bundle = { ...(await ledger.bundle('2', { size: 30 })), consistency: await ledger.consistency(30, 40) };
    expect((await verified(() => bundle)).kinds).toEqual([]);
  });

  it.each<readonly [string, (bundle: TicketBundle) => unknown, readonly string[]]>([
    [
      'one byte of an event',
      withEvent(1, ({ envelope }) => ({ envelope: envelope.replace('kenji', 'kenjj') })),
      ['event-changed'],
    ],
    ['another place', withEvent(1, ({ index }) => ({ index: index + 1 })), ['event-changed']],
    [
      'a proof of another event',
      (b) => withEvent(1, () => ({ inclusion: b.events[2]?.inclusion }))(b),
      ['event-changed'],
    ],
    [
      'other fields',
      withEvent(1, ({ disclosed }) => ({ disclosed: { ...disclosed, fields: { body: 'x' } } })),
      ['bad-opening'],
    ],
    [
      'another salt',
      withEvent(1, ({ disclosed }) => ({ disclosed: { ...disclosed, salt: 'A'.repeat(43) } })),
      ['bad-opening'],
    ],
    [
      'fields that are nested too deeply',
      withEvent(1, ({ disclosed }) => ({ disclosed: { ...disclosed, fields: { body: nested(100_000) } } })),
      ['bad-opening'],
    ],
    ['no salt', withEvent(1, () => ({ disclosed: { fields: {} } })), ['bad-opening']],
    ['a missing event', (b) => ({ ...b, events: b.events.filter((_, at) => at !== 3) }), ['events-missing']],
    ['no events', (b) => ({ ...b, events: [] }), ['events-missing']],
    [
      'another order',
      (b) => ({ ...b, events: b.events.toReversed() }),
      ['events-missing', ...Array<string>(7).fill('wrong-order')],
    ],
    ['an event twice', (b) => ({ ...b, events: [...b.events, b.events.at(-1)] }), ['wrong-order']],
    ['another ticket', (b) => ({ ...b, ticket: '1' }), Array<string>(8).fill('wrong-stream')],
    ['no policies', (b) => ({ ...b, policies: [] }), ['no-policy']],
    ['an event as a policy', (b) => ({ ...b, policies: [...b.policies, b.events[0]] }), ['wrong-stream']],
    ['another format', (b) => ({ ...b, format: 'x' }), ['malformed']],
    ['no list', (b) => ({ ...b, events: {} }), ['malformed']],
    ['no scope', (b) => ({ ...b, scope: 'some' }), ['malformed']],
    ['an entry without proof', withEvent(0, () => ({ inclusion: ['x'] })), ['malformed']],
    ['no object', () => null, ['malformed']],
    [
      'a checkpoint by another key',
      (b) => ({ ...b, checkpoint: ledger.checkpoint(40, signerOf(ledger.origin, 2)) }),
      ['not-signed'],
    ],
    [
      'a changed checkpoint',
      (b) => ({ ...b, checkpoint: b.checkpoint.replace('\n40\n', '\n41\n') }),
      ['bad-signature'],
    ],
  ])('with %s is found', async (_, change, kinds) => {
    expect((await verified(change)).kinds).toEqual(kinds);
  });

  it('of the public events may have gaps and no policies', async () => {
    const { kinds } = await verified((bundle) => ({
      ...bundle,
      scope: 'public',
      policies: [],
      events: bundle.events.filter((_, at) => at % 2 === 0),
    }));
    expect(kinds).toEqual([]);
  });

  it('of a log with another history contradicts the saved checkpoint', async () => {
    const events = sampleEvents(40).map((event, at) =>
      at === 3 ? { ...event, occurredAt: event.recordedAt + 'x' } : event,
    );
    const forked = new SampleLedger(events);
    const bundle = { ...(await forked.bundle('2')), consistency: await forked.consistency(20) };
    expect((await verified(() => bundle, { ...trust, saved: savedAt(20) })).kinds).toEqual(['fork']);
    expect((await verified(() => bundle)).kinds).toEqual(['fork']);
  });

  it('of a policy whose text has another hash is found', async () => {
    const [policy, ...rest] = sampleEvents(40);
    const forged = new SampleLedger([{ ...policy!, data: policy!.data.replace(':8,', ':9,') }, ...rest]);
    const bundle = await forged.bundle('2');
    const { findings } = verifyBundle(bundle, { ...trust, saved: savedAt(40, forged) });
    expect(findings).toMatchObject([{ kind: 'bad-policy', place: 'leaf 0 (policy-policy revision 0)' }]);
  });
});
