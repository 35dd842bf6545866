import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { leaveQueue, RequestQueue, waitInactive } from './request-queue.js';

/** What the queue uses of a request and its response. */
const exchange = (headers: Readonly<Record<string, string>> = {}, complete = true) => {
  const request = Object.assign(new EventEmitter(), { headers, complete }) as unknown as IncomingMessage;
  const response = new EventEmitter() as unknown as ServerResponse;
  return { request, response };
};
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
};

describe('a request queue', () => {
  let outcomes: string[];
  let queue: RequestQueue;
  let elapsed: number;
  beforeEach(() => {
    outcomes = [];
    elapsed = 0;
    queue = new RequestQueue({ active: 2, waiting: 2 }, () => elapsed);
  });
  const add = (name: string, parts = exchange()) => {
    queue.add(
      'client',
      parts,
      () => outcomes.push(name),
      () => outcomes.push(`${name} refused`),
    );
    return parts;
  };

  it('starts requests up to the limit, and refuses what exceeds it', async () => {
    const [first] = ['a', 'b', 'c', 'd', 'e'].map((name) => add(name));
    expect(outcomes).toEqual(['a', 'b', 'e refused']);
    await turns(5);
    expect(outcomes.slice(3)).toEqual([]);
    add('f');
    expect(outcomes.slice(3)).toEqual(['f refused']);
    first?.response.emit('close');
    await turns(2);
    expect(outcomes.slice(4)).toEqual(['c']);
  });

  it('starts 8 requests in a turn of the event loop, or 1 if it accepted a connection', async () => {
    queue = new RequestQueue({ active: 100, waiting: 100 }, () => elapsed);
    for (let n = 0; n < 20; n += 1) add(`${n}`);
    const started: number[] = [outcomes.length];
    for (let turn = 0; turn < 2; turn += 1) {
      await nextTurn();
      started.push(outcomes.length);
    }
    expect(started).toEqual([8, 16, 20]);
    await turns(2);
    queue.connectionAccepted();
    for (let n = 20; n < 30; n += 1) add(`${n}`);
    expect(outcomes).toHaveLength(21);
    elapsed = 20;
    await turns(3);
    expect(outcomes).toHaveLength(30);
  });

  it('forgets a waiting request whose client has left', async () => {
    const parts = ['a', 'b', 'c'].map((name) => add(name));
    await turns(3);
    parts[2]?.response.emit('close');
    parts[0]?.response.emit('close');
    await turns(3);
    expect(outcomes).toEqual(['a', 'b']);
  });

  it('does not count requests that wait for their body, for other work, or for events', async () => {
    const sending = add('a', exchange({ 'content-length': '9' }, false));
    await turns(1);
    const [, second] = [add('b'), (await turns(2), add('c'))];
    await turns(2);
    expect(outcomes).toEqual(['a', 'b', 'c']);
    add('d');
    let end = (): void => undefined;
    const waited = waitInactive(second.request, () => new Promise<void>((resolve) => (end = resolve)));
    await turns(3);
    expect(outcomes.at(-1)).toBe('d');
    end();
    await waited;
    leaveQueue(second.request);
    sending.request.emit('end');
    add('e');
    await turns(3);
    expect(outcomes.at(-1)).toBe('d');
  });

  it('lets new connections in before waiting requests, for a moment', async () => {
    queue.connectionAccepted();
    add('a');
    add('b');
    await turns(1);
    expect(outcomes).toEqual(['a']);
    await turns(2);
    expect(outcomes).toEqual(['a', 'b']);
  });
});
