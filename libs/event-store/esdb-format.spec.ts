import { foreignFromStore, foreignToStore } from './esdb-format.js';

describe('an event that the engine did not write', () => {
  it.each([
    ['JSON, however it is set out', Buffer.from('{ "a" : "ä" }'), '{ "a" : "ä" }'],
    ['text that is no JSON', Buffer.from('hello'), '"aGVsbG8="'],
    ['JSON but for a byte that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), '"Iv8i"'],
    ['JSON after a byte order mark', Buffer.from('\uFEFF1'), '"77u/MQ=="'],
    ['nothing', Buffer.alloc(0), '""'],
  ])('is kept as JSON, and comes back byte for byte: %s', (_what, data, kept) => {
    const event = { id: '1', type: 'Imported', contentType: 'text/plain', data, metadata: Buffer.from([0xff]) };
    const stored = foreignToStore(event, '2026-11-27T07:30:00.000Z');
    expect(stored.data).toBe(kept);
    expect(foreignFromStore(stored)).toEqual(event);
  });
});
