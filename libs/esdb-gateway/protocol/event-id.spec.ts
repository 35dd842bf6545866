import shared from '@eventstore/db-client/generated/shared_pb.js';
import { status } from '@grpc/grpc-js';
import { parseEventId, readableIdOf } from './event-id.js';

const ID = '6a2f41a3-c54c-4ce8-82d2-0324e1c32e22';
const CANONICAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const parse = (text: string): string => parseEventId(new shared.UUID().setString(text));

describe('an event id', () => {
  it.each([ID, ID.toUpperCase(), ID.replaceAll('-', ''), `{${ID}}`, `(${ID})`])('%s is parsed', (text) => {
    expect(parse(text)).toBe(ID);
  });

  it('that is sent as two integers is parsed', () => {
    const structured = new shared.UUID.Structured()
      .setMostSignificantBits(String(BigInt.asIntN(64, 0x6a2f41a3c54c4ce8n)))
      .setLeastSignificantBits(String(BigInt.asIntN(64, 0x82d20324e1c32e22n)));
    expect(parseEventId(new shared.UUID().setStructured(structured))).toBe(ID);
  });

  it.each(['not-a-uuid', '', `{${ID}`, `${ID}0`, ` ${ID}`, '00000000-0000-0000-0000-000000000000'])(
    'is refused as an invalid argument: "%s"',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: status.INVALID_ARGUMENT }) as Error);
    },
  );

  it('is refused if it is missing', () => {
    expect(() => parseEventId(undefined)).toThrow(/not a UUID/);
  });

  it('that version 0.1.0 stored in another form is one that clients can parse, always the same', () => {
    expect(readableIdOf({ id: ID })).toBe(ID);
    expect(readableIdOf({ id: ID.toUpperCase() })).toBe(ID);
    const ids = ['not-a-uuid', 'event-1', ''].map((id) => readableIdOf({ id }));
    for (const id of ids) expect(id).toMatch(CANONICAL);
    expect(new Set(ids).size).toBe(3);
    expect(readableIdOf({ id: 'not-a-uuid' })).toBe(ids[0]);
  });
});
