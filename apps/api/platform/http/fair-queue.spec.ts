import { FairQueue } from './fair-queue.js';

describe('a fair queue', () => {
  const filled = (...entries: readonly string[]): FairQueue<string> => {
    const queue = new FairQueue<string>();
    for (const entry of entries) queue.push(entry.charAt(0), entry);
    return queue;
  };
  const drained = (queue: FairQueue<string>): readonly string[] => {
    const entries: string[] = [];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) entries.push(next);
    return entries;
  };

  it('lets clients take turns, each in its own order', () => {
    expect(drained(filled('a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2'))).toEqual([
      'a1',
      'b1',
      'c1',
      'a2',
      'c2',
      'a3',
      'a4',
    ]);
  });

  it('drops the last entry of the client with the most', () => {
    const queue = filled('a1', 'b1', 'b2', 'b3', 'c1');
    expect([queue.dropFromLongest(), queue.dropFromLongest(), queue.size]).toEqual(['b3', 'b2', 3]);
    expect(drained(queue)).toEqual(['a1', 'b1', 'c1']);
    expect(queue.dropFromLongest()).toBeUndefined();
  });

  it('removes entries, and takes those at the head of each client', () => {
    const queue = filled('a1', 'a2', 'b1', 'b2', 'a1x');
    queue.remove('a', 'a2');
    queue.remove('b', 'a1');
    queue.remove('z', 'z1');
    expect(queue.size).toBe(4);
    expect(queue.takeHeads((entry) => entry !== 'b2' && entry !== 'a1x')).toEqual(['a1', 'b1']);
    expect(drained(queue)).toEqual(['a1x', 'b2']);
  });
});
