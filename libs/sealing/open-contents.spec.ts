import { canonicalJson, KeyMissing, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import { matchesCommitment, parseEnvelope, envelopeOf, parseOpening } from '@ledgerdesk/ledger';
import { MemoryKeyStore } from '../../test/support/sealing/memory-key-store.js';
import { openContentsWith, prepareSealing } from './index.js';

const AIKO = { kind: 'member', id: 'acme.aiko' } as const;
const AT = '2026-11-27T07:30:00.000Z';

const aSealedEvent = async () => {
  const keys = new MemoryKeyStore();
  const place = { tenant: 'main', stream: 'ticket-t-1', id: 'e-1', type: 'TicketReplied' };
  const data = { ...(definitionOf('TicketReplied')?.sample ?? {}), body: 'Still waiting.' };
  const event: StoredEvent = {
    ...place,
    revision: 0,
    position: '1',
    version: 2,
    occurredAt: AT,
    recordedAt: AT,
    metadata: canonicalJson({ tenant: 'main' }),
    data: prepareSealing({ type: place.type, data }, await keys.keyFor(AIKO), 'c-1').seal(place),
  };
  return { keys, event, open: openContentsWith(keys) };
};

describe('the contents of a box', () => {
  it('are fields and a salt that verifiers find to be what the event committed to', async () => {
    const { event, open } = await aSealedEvent();
    const opening = parseOpening(await open(event));
    const envelope = parseEnvelope(envelopeOf(event));
    expect(opening?.fields['body']).toBe('Still waiting.');
    expect(envelope && opening && matchesCommitment(envelope.data, opening)).toBe(true);
    const other = opening && { ...opening, fields: { ...opening.fields, body: 'Not waiting.' } };
    expect(envelope && other && matchesCommitment(envelope.data, other)).toBe(false);
  });

  it('are undefined without a box, and once the subject is erased', async () => {
    const { event, keys, open } = await aSealedEvent();
    expect(await open({ ...event, data: '{}' })).toBeUndefined();
    await keys.erase(AIKO, AT);
    expect(await open(event)).toBeUndefined();
  });

  it('are refused as damage if the key is missing, or the box belongs to another place', async () => {
    const { event, keys, open } = await aSealedEvent();
    await expect(open({ ...event, id: 'e-2' })).rejects.toThrow('it does not open with its key at this place');
    const unknown = openContentsWith({ keyById: () => Promise.resolve(undefined) });
    await expect(unknown(event)).rejects.toBeInstanceOf(KeyMissing);
    await keys.close();
  });
});
