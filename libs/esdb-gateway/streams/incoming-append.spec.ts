import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { fill, type RawEvent } from '../contract/raw-calls.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { IncomingAppend, IncomingBytes } from './incoming-append.js';

const MEBIBYTE = 1_048_576;
const proposed = (event: RawEvent = {}) => fill(new streams.AppendReq.ProposedMessage(), event);
const large = () => proposed({ data: new Uint8Array(MEBIBYTE - 200) });
const refusedAs = (code: number) => expect.objectContaining({ code }) as Error;

describe('an append whose events are arriving', () => {
  it('becomes the events that the log stores, all recorded at the same time', () => {
    const append = new IncomingAppend(new IncomingBytes());
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) append.add(proposed({ id, type: 'A' }));
    expect(append.stored('2026-11-27T07:30:00.000Z', false)).toMatchObject(
      ids.map((id) => ({ id, type: 'A', recordedAt: '2026-11-27T07:30:00.000Z' })),
    );
  });

  it('is refused as soon as it is too large', () => {
    const append = new IncomingAppend(new IncomingBytes());
    for (let count = 0; count < 4; count += 1) append.add(large());
    expect(() => append.add(large())).toThrow(refusedAs(status.INVALID_ARGUMENT));
  });

  it('is refused as soon as it has too many events, however small', () => {
    const append = new IncomingAppend(new IncomingBytes());
    const small = proposed();
    const addMany = (): void => {
      for (let count = 0; count < 100_000; count += 1) append.add(small);
    };
    expect(addMany).toThrow(refusedAs(status.INVALID_ARGUMENT));
  });

  it('is refused while all incomplete appends together hold too much, and accepted once some are released', () => {
    const bytes = new IncomingBytes(3 * MEBIBYTE);
    const appends = Array.from({ length: 3 }, () => new IncomingAppend(bytes));
    for (const append of appends) append.add(large());
    const next = new IncomingAppend(bytes);
    expect(() => next.add(large())).toThrow(refusedAs(status.RESOURCE_EXHAUSTED));
    next.release();
    appends[0]?.release();
    appends[0]?.release();
    next.add(large());
    expect(() => next.add(large())).toThrow(refusedAs(status.RESOURCE_EXHAUSTED));
  });
});
