import { CallCounts } from './call-counts.js';

describe('CallCounts', () => {
  it('counts each kind of call separately', () => {
    const calls = new CallCounts();
    calls.count('append');
    calls.count('append');
    calls.count('head');
    expect([calls.total('append'), calls.total('head'), calls.total('read')]).toEqual([2, 1, 0]);
  });

  it('counts the calls of all threads that share its memory', () => {
    const calls = new CallCounts();
    const inThread = new CallCounts(calls.memory);
    inThread.count('read');
    calls.count('read');
    expect([calls.total('read'), inThread.total('read')]).toEqual([2, 2]);
  });

  it('adds the calls of another process, each once', () => {
    const [calls, inProcess] = [new CallCounts(), new CallCounts()];
    calls.count('read');
    for (const kind of ['read', 'reconnect'] as const) {
      inProcess.count(kind);
      calls.add(inProcess.take());
    }
    expect([calls.total('read'), calls.total('reconnect'), inProcess.total('read')]).toEqual([2, 1, 0]);
  });
});
