import { parseVerifierKey } from '../../apps/hub/pages/audit/verification/signed-checkpoint.js';
import { checkTicketProof } from '../../apps/hub/pages/audit/verification/ticket-proof.js';
import { SampleLedger, sampleEvents } from '../support/ledger/sample-ledger.js';

type Bundle = Awaited<ReturnType<SampleLedger['bundle']>>;
type BundleEvent = Bundle['events'][number];

const ledger = new SampleLedger(sampleEvents(40));

/** Checks a bundle as the page does. */
const checked = async (
  bundle: unknown,
  saved: string | undefined = ledger.checkpoint(40),
  vkey = ledger.signer.vkey,
) => {
  const { findings, ...rest } = await checkTicketProof(bundle, [await parseVerifierKey(vkey)], saved);
  return { kinds: findings.map(({ kind }) => kind), ...rest };
};

/** The bundle with a changed event. */
const withEvent = async (at: number, change: (event: BundleEvent) => object): Promise<object> => {
  const bundle = await ledger.bundle('2');
  return {
    ...bundle,
    events: bundle.events.map((event, place) => (place === at ? { ...event, ...change(event) } : event)),
  };
};

describe("the hub's own check of a ticket's proof", () => {
  it('finds a sound bundle sound, and shows its events, policies and disclosed fields', async () => {
    const { kinds, events, policies, scope } = await checked(await ledger.bundle('2'));
    expect({ kinds, scope }).toEqual({ kinds: [], scope: 'all' });
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(events[0]?.personal).toBe('disclosed');
    expect(policies).toHaveLength(1);
  });

  it('does not know the history without a saved checkpoint, nor without a proof to it', async () => {
    const bundle = await ledger.bundle('2');
    const { findings } = await checkTicketProof(bundle, [await parseVerifierKey(ledger.signer.vkey)], undefined);
    expect(findings).toMatchObject([{ kind: 'no-saved-checkpoint' }]);
    expect((await checked(bundle, ledger.checkpoint(20))).kinds).toEqual(['no-proof']);
    const linked = { ...bundle, consistency: await ledger.consistency(20) };
    expect((await checked(linked, ledger.checkpoint(20))).kinds).toEqual([]);
  });

  it.each<readonly [string, (event: BundleEvent) => object, string]>([
    [
      'a changed event',
      ({ envelope }) => ({ envelope: envelope.replace('"revision":3', '"revision":9') }),
      'event-changed',
    ],
    ['another place', ({ index }) => ({ index: index + 1 }), 'event-changed'],
    ['a proof without its end', ({ inclusion }) => ({ inclusion: inclusion.slice(0, -1) }), 'event-changed'],
    ['a proof of other hashes', ({ inclusion }) => ({ inclusion: inclusion.toReversed() }), 'event-changed'],
    ['no proof', () => ({ inclusion: ['x'] }), 'malformed'],
    ['other disclosed fields', () => ({ disclosed: { fields: { body: 'Never said.' }, salt: 'AAAA' } }), 'bad-opening'],
  ])('finds %s', async (_, change, kind) => {
    expect((await checked(await withEvent(3, change))).kinds).toContain(kind);
  });

  it('finds what is missing, out of order or of another ticket', async () => {
    const bundle = await ledger.bundle('2');
    const { events } = bundle;
    expect((await checked({ ...bundle, events: events.toSpliced(2, 1) })).kinds).toContain('events-missing');
    expect((await checked({ ...bundle, events: [] })).kinds).toContain('events-missing');
    expect((await checked({ ...bundle, events: events.toReversed() })).kinds).toContain('wrong-order');
    expect((await checked({ ...bundle, ticket: '1' })).kinds).toContain('wrong-stream');
    expect((await checked({ ...bundle, policies: [] })).kinds).toContain('no-policy');
    expect((await checked({ ...bundle, policies: events.slice(0, 1) })).kinds).toContain('wrong-stream');
  });

  it('does not take a sound proof of another ticket for the one that was asked for', async () => {
    const keys = [await parseVerifierKey(ledger.signer.vkey)];
    const check = async (expected: string) =>
      checkTicketProof(await ledger.bundle('2'), keys, ledger.checkpoint(40), expected);
    expect(await check('2')).toMatchObject({ ticket: '2', findings: [] });
    expect(await check('3')).toMatchObject({ ticket: '2', findings: [{ kind: 'wrong-stream', place: 'ticket-2' }] });
  });

  it('refuses another key, another root and what is no bundle', async () => {
    const bundle = await ledger.bundle('2');
    const other = new SampleLedger(sampleEvents(41));
    const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect((await checked(bundle, undefined, key)).kinds).toEqual(['other-log']);
    expect((await checked({ ...bundle, checkpoint: ledger.checkpoint(39) })).kinds).toContain('event-changed');
    expect((await checked({ ...bundle, checkpoint: bundle.checkpoint.replace('\n40\n', '\n41\n') })).kinds).toEqual([
      'bad-signature',
    ]);
    expect((await checked(bundle, other.checkpoint(41))).kinds).toEqual(['bundle-older']);
    for (const nothing of [null, [], 'x', {}, { ...bundle, format: 'x' }, { ...bundle, events: 'x' }])
      expect((await checked(nothing)).kinds).toEqual(['malformed']);
  });
});
