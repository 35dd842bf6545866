import { decodeFactsCursor, encodeFactsCursor } from './facts-cursor.js';

const AT = '2026-11-27T07:30:00.000Z';

describe('the cursor of counted rows', () => {
  it.each(['t-1', 'acme.dropbox', 'a key\nwith  spaces'])('keeps the moment and the row %j', (key) => {
    const cursor = { at: AT, after: { model: 'ticket-flow', key } };
    expect(decodeFactsCursor(encodeFactsCursor(cursor))).toEqual(cursor);
  });

  it.each([
    'x',
    'ticket-flow t-1',
    `${AT} ticket-flow`,
    `${AT} ticket-flow `,
    '2026-13-27T07:30:00.000Z ticket-flow t-1',
    '2026-11-27Z ticket-flow t-1',
    '+012026-11-27T07:30:00.000Z ticket-flow t-1',
    `${AT} no-model t-1`,
  ])('refuses %j', (cursor) => {
    expect(() => decodeFactsCursor(cursor)).toThrow();
  });
});
