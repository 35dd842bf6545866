import fc from 'fast-check';
import { comparePositions } from '@ledgerdesk/kernel';
import type { StoredEvent } from './port.js';
import { EventWindow } from './event-window.js';

const event = (position: number, type = 'A', stream = 'ticket-1', data = '{}'): StoredEvent => ({
  id: `id-${position}`,
  type,
  version: 1,
  occurredAt: '2026-11-02T08:00:00.000Z',
  recordedAt: '2026-11-02T08:00:00.000Z',
  data,
  metadata: '{}',
  stream,
  revision: position,
  position: `${position}`,
});

const windowOf = (positions: readonly number[], limits = { events: 100, bytes: 1_000_000 }): EventWindow => {
  const window = new EventWindow('0', limits);
  for (const position of positions)
    window.add({ events: [event(position)], scannedTo: `${position}`, scannedToId: `id-${position}` });
  return window;
};

const isAfter =
  (after: string) =>
  ({ position }: StoredEvent): boolean =>
    comparePositions(position, after) > 0;

const positions = (page: { readonly events: readonly StoredEvent[] } | undefined) =>
  page?.events.map(({ position }) => position);

describe('window of the newest events', () => {
  it('gives the events after a position, up to where it knows the log', () => {
    const window = windowOf([3, 6, 9]);
    window.add({ events: [], scannedTo: '12', scannedToId: 'foreign' });
    expect(positions(window.page('0'))).toEqual(['3', '6', '9']);
    expect(window.page('6')).toMatchObject({ scannedTo: '12', scannedToId: 'foreign', end: true });
    expect(positions(window.page('7'))).toEqual(['9']);
  });

  it('gives nothing to a reader that is ahead of it', () => {
    expect(windowOf([3]).page('3')).toEqual({ events: [], scannedTo: '3', end: true });
    expect(windowOf([3]).page('10')).toEqual({ events: [], scannedTo: '10', end: true });
  });

  it('has no page for a reader that is behind its beginning', () => {
    const window = new EventWindow('5');
    window.add({ events: [event(7)], scannedTo: '7' });
    expect(window.page('4')).toBeUndefined();
    expect(positions(window.page('5'))).toEqual(['7']);
  });

  it('ends a page at its limit of events, and says that more follow', () => {
    const window = windowOf([1, 2, 3]);
    expect(window.page('0', {}, { limit: 2 })).toMatchObject({ scannedTo: '2', scannedToId: 'id-2', end: false });
    expect(window.page('2', {}, { limit: 2 })).toMatchObject({ scannedTo: '3', end: true });
  });

  it('ends a page at the event that reaches its limit of bytes, by default 4 MiB', () => {
    const window = new EventWindow('0', { events: 10, bytes: 100_000_000 });
    const events = [1, 2, 3].map((position) => event(position, 'A', 'ticket-1', 'x'.repeat(3_000_000)));
    window.add({ events, scannedTo: '3', scannedToId: 'id-3' });
    expect(window.page('0')).toMatchObject({ scannedTo: '2', end: false });
    expect(window.page('0', {}, { maxBytes: 1_000 })).toMatchObject({ scannedTo: '1', end: false });
  });

  it('gives the matching events only, and scans past the others', () => {
    const window = new EventWindow('0');
    window.add({
      events: [event(1, 'A', 'team-1'), event(2, 'B', 'ticket-1'), event(3, 'A', 'ticket-1')],
      scannedTo: '3',
    });
    expect(positions(window.page('0', { types: ['A'], streamPrefixes: ['ticket-'] }))).toEqual(['3']);
    expect(window.page('0', { types: [] })).toMatchObject({ events: [], scannedTo: '3', end: true });
  });

  it('adds an event once, however often it is delivered', () => {
    const window = windowOf([1, 2]);
    window.add({ events: [event(1), event(2), event(3)], scannedTo: '3', scannedToId: 'id-3' });
    window.add({ events: [event(2)], scannedTo: '2', scannedToId: 'id-2' });
    expect(positions(window.page('0'))).toEqual(['1', '2', '3']);
    expect(window.to).toBe('3');
  });

  it('is bounded by events and by bytes, and drops the oldest', () => {
    const many = windowOf([1, 2, 3, 4, 5], { events: 4, bytes: 1_000 });
    expect(many.page('1')).toBeUndefined();
    expect(positions(many.page('2'))).toEqual(['3', '4', '5']);
    const large = windowOf([1, 2, 3], { events: 100, bytes: 10 });
    expect(large.page('1')).toBeUndefined();
    expect(positions(large.page('2'))).toEqual(['3']);
  });

  it('keeps a reader that follows it on every event, once and in order, whatever the sizes and limits', () => {
    const page = fc.record({ added: fc.integer({ min: 0, max: 6 }), limit: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(page, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (steps, events) => {
        const window = new EventWindow('0', { events, bytes: 1_000_000 });
        const all: StoredEvent[] = [];
        const seen: string[] = [];
        let at = '0';
        for (const { added, limit } of steps) {
          const range = Array.from({ length: added }, (_, index) => event(all.length + index + 1));
          all.push(...range);
          window.add({ events: range, scannedTo: `${all.length}`, scannedToId: range.at(-1)?.id });
          const recent = window.page(at, {}, { limit });
          const missed = all.filter(isAfter(at)).slice(0, limit);
          const read = recent?.events ?? missed;
          seen.push(...read.map(({ position }) => position));
          at = recent?.scannedTo ?? missed.at(-1)?.position ?? at;
        }
        for (let isBehind = true; isBehind;) {
          const page = window.page(at) ?? { events: all.filter(isAfter(at)), scannedTo: `${all.length}`, end: true };
          seen.push(...page.events.map(({ position }) => position));
          [at, isBehind] = [page.scannedTo, !page.end];
        }
        expect(seen).toEqual(all.map(({ position }) => position));
      }),
    );
  });
});
