import { canonicalJson, isSealed, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { EVENTS_BY_CATEGORY } from '@ledgerdesk/events';
import { MemoryKeyStore } from '../../../test/support/sealing/memory-key-store.js';
import { resealViews } from './sealed-view.js';

const AT = '2026-11-27T07:30:00.000Z';
/** The category of streams with inquiries. */
const INQUIRIES =
  Object.entries(EVENTS_BY_CATEGORY).find(([, all]) => all.some(({ type }) => type === 'AddOnInquiryClosed'))?.[0] ??
  '';
const INQUIRY = { inquiryId: 'i-1', teamId: 'acme' };

/** One event of every type, and version 1 of the one whose subject only an earlier event names. */
const EVENTS = [
  {
    category: INQUIRIES,
    type: 'AddOnInquiryReceived',
    version: 1,
    data: { ...INQUIRY, memberId: 'aiko', product: 'dash', message: 'Hello' },
  },
  ...Object.entries(EVENTS_BY_CATEGORY).flatMap(([category, definitions]) =>
    definitions
      .filter(({ type }) => type !== 'AddOnInquiryReceived')
      .map(({ type, version, sample }) => ({ category, type, version, data: { ...sample, ...inquiryIn(sample) } })),
  ),
  {
    category: INQUIRIES,
    type: 'AddOnInquiryClosed',
    version: 1,
    data: { ...INQUIRY, reason: 'No.' },
  },
].map(({ category, type, version, data }, index): StoredEvent => ({
  id: `e-${index}`,
  type,
  version,
  stream: `${category}-${index}`,
  revision: 0,
  position: String(index),
  occurredAt: AT,
  recordedAt: AT,
  data: canonicalJson(data),
  metadata: canonicalJson({ tenant: 'main', requestHash: '' }),
}));

function inquiryIn(sample: object): object {
  return 'inquiryId' in sample ? INQUIRY : {};
}

/** A log of some of the events. */
const logOf = (events: readonly StoredEvent[]): ReadableLog => ({
  logId: 'log',
  head: async () => String(EVENTS.length),
  subscribe: () => fail('not used'),
  readStream: async () => [],
  readAll: async () => ({ events, scannedTo: String(EVENTS.length), end: true }),
  close: async () => undefined,
});

const comparable = ({ data, metadata }: StoredEvent): unknown => {
  const { $sealed: sealed, ...clear } = JSON.parse(data) as { readonly $sealed?: { readonly commitment: string } };
  return { clear, commitment: sealed?.commitment, metadata };
};

describe('the sealed view of a log', () => {
  it('is the same wherever the copy of it was interrupted', async () => {
    const keys = new MemoryKeyStore();
    const whole = (await resealViews(keys).sealed(logOf(EVENTS)).readAll({ limit: 999 })).events;
    expect(whole.filter(isSealed).length).toBeGreaterThan(10);
    expect(whole.at(-1)?.data).toMatch(/^{"\$sealed"/);
    for (const [cut] of EVENTS.entries()) {
      const views = resealViews(keys);
      await views.original(logOf(EVENTS.slice(0, cut))).readAll({ limit: 999 });
      const { events } = await views.sealed(logOf(EVENTS.slice(cut))).readAll({ limit: 999 });
      expect(events.map(comparable)).toEqual(whole.slice(cut).map(comparable));
    }
  });
});
