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
    const ofThisQueue = outcomes;
    queue.add(
      'client',
      parts,
      () => ofThisQueue.push(name),
      () => ofThisQueue.push(`${name} refused`),
    );
    return parts;
  };

  it('starts requests up to the limit, and refuses what exceeds it', async () => {
    const [first] = ['a', 'b', 'c', 'd', 'e'].map((name) => add(name));
    expect(outcomes).toEqual(['a', 'b']);
    await turns(5);
    expect(outcomes.slice(2)).toEqual(['e refused']);
    add('f');
    await turns(1);
    expect(outcomes.slice(3)).toEqual(['f refused']);
    first?.response.emit('close');
    await turns(2);
    expect(outcomes.slice(4)).toEqual(['c']);
  });

  it('starts 8 requests in a turn of the event loop', async () => {
    queue = new RequestQueue({ active: 100, waiting: 100 }, () => elapsed);
    for (let n = 0; n < 20; n += 1) add(`${n}`);
    const started: number[] = [outcomes.length];
    for (let turn = 0; turn < 2; turn += 1) {
      await nextTurn();
      started.push(outcomes.length);
    }
    expect(started).toEqual([8, 16, 20]);
  });

  it('refuses 16 requests in a turn of the event loop, in order, and none whose client has left', async () => {
    const parts = Array.from({ length: 40 }, (_, n) => add(`${n}`));
    parts[5]?.response.emit('close');
    const refused = () => outcomes.slice(2);
    const counts: number[] = [refused().length];
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      counts.push(refused().length);
    }
    expect(counts).toEqual([0, 16, 32, 35, 35]);
    expect(refused()[0]).toBe('4 refused');
    expect(refused()).not.toContain('5 refused');
  });

  it('refuses at once what exceeds 2,000 refusals that wait for a turn', async () => {
    for (let n = 0; n < 2_005; n += 1) add(`${n}`);
    expect(outcomes.slice(2)).toEqual(['2004 refused']);
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

  describe('while connections are accepted in every turn of the event loop', () => {
    beforeEach(() => {
      queue = new RequestQueue({ active: 1_000, waiting: 3 }, () => elapsed);
    });
    /** Returns how many requests start, and how many are refused, in turns that each accept a connection. */
    const acceptFor = async (ms: number) => {
      const before = outcomes.length;
      for (let turn = 0; turn < ms; turn += 1) {
        queue.connectionAccepted();
        await nextTurn();
        elapsed += 1;
      }
      const after = outcomes.slice(before);
      const refused = after.filter((outcome) => outcome.endsWith('refused')).length;
      return { started: after.length - refused, refused };
    };
    const addMany = (count: number): void => {
      for (let n = 0; n < count; n += 1) add(`${n}`);
    };

    it('starts and refuses one request in 20 ms', async () => {
      elapsed = 20;
      queue.connectionAccepted();
      addMany(1_500);
      expect(outcomes).toEqual(['0']);
      expect(await acceptFor(100)).toEqual({ started: 4, refused: 4 });
    });

    it('serves requests as usual after 500 ms, until a turn accepts none', async () => {
      queue.connectionAccepted();
      addMany(1_500);
      await acceptFor(500);
      expect(await acceptFor(10)).toEqual({ started: 80, refused: 160 });
      await turns(1);
      addMany(1_500);
      elapsed += 1;
      expect(await acceptFor(19)).toEqual({ started: 0, refused: 0 });
    });

    it('starts a request at once that follows a single connection', async () => {
      elapsed = 100;
      queue.connectionAccepted();
      await turns(2);
      add('a');
      expect(outcomes).toEqual(['a']);
    });
  });
});
