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
});
