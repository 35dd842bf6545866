import type { ServerSentEvent } from '@ledgerdesk/client';
import { KnownEvents } from './known-events.js';

const event = (id: string): ServerSentEvent => ({ id, event: 'message', data: {} });

describe('known events', () => {
  it('are in the order of the stream, whatever came first', () => {
    const known = new KnownEvents();
    expect(['51', '9', '10', '0'].map((id) => known.add(event(id)))).toEqual([true, true, true, true]);
    expect(known.inOrder().map(({ id }) => id)).toEqual(['0', '9', '10', '51']);
  });

  it('are kept once', () => {
    const known = new KnownEvents();
    known.add(event('1'));
    expect(known.add(event('1'))).toBe(false);
    expect(known.add({ ...event('1'), id: undefined })).toBe(false);
    expect(known.inOrder()).toHaveLength(1);
  });
});
