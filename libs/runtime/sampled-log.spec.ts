import { ManualTime } from '../../test/support/manual-time.js';
import { type LogEntry, SampledLog } from './sampled-log.js';

describe('SampledLog', () => {
  const aLog = () => {
    const time = new ManualTime();
    const [written, debugged]: [LogEntry[], LogEntry[]] = [[], []];
    const outputs = {
      write: (entry: LogEntry) => written.push(entry),
      debug: (entry: LogEntry) => debugged.push(entry),
    };
    const log = new SampledLog(outputs, time);
    const occur = (cause: string, ...ids: readonly number[]) => {
      for (const id of ids) log.record(cause, { message: `${cause} in r-${id}`, requestId: `r-${id}` }, `r-${id}`);
    };
    const lines = (entries: LogEntry[]) => entries.splice(0).map(({ message }) => message);
    return { time, log, occur, written: () => lines(written), debugged: () => lines(debugged) };
  };

  it('writes the first occurrence of a cause in full, then one line a minute with a count and samples', () => {
    const { time, occur, written, debugged } = aLog();
    occur('disk full', 1, 2, 3, 4, 5);
    expect(written()).toEqual(['disk full in r-1']);
    expect(debugged()).toEqual([2, 3, 4, 5].map((id) => `disk full in r-${id}`));
    time.advanceSync(60_000);
    expect(written()).toEqual(['disk full: 4 more since the last line, such as r-2, r-3, r-4.']);
    occur('disk full', 6);
    expect(written()).toEqual([]);
    time.advanceSync(60_000);
    expect(written()).toEqual(['disk full: 1 more since the last line, such as r-6.']);
  });

  it('starts over after a minute without the cause', () => {
    const { time, occur, written } = aLog();
    occur('disk full', 1);
    time.advanceSync(60_000);
    occur('disk full', 2);
    expect(written()).toEqual(['disk full in r-1', 'disk full in r-2']);
  });

  it('counts each cause separately', () => {
    const { time, occur, written } = aLog();
    occur('a', 1, 2);
    occur('b', 3, 4);
    time.advanceSync(60_000);
    expect(written()).toEqual([
      'a in r-1',
      'b in r-3',
      'a: 1 more since the last line, such as r-2.',
      'b: 1 more since the last line, such as r-4.',
    ]);
  });

  it('writes what is still to be counted when it is closed, and nothing afterwards', () => {
    const { time, log, occur, written } = aLog();
    occur('a', 1, 2);
    log.close();
    time.advanceSync(120_000);
    expect(written()).toEqual(['a in r-1', 'a: 1 more since the last line, such as r-2.']);
  });

  it('writes at most a thousand lines a minute for a thousand causes, and a few for any more', () => {
    const { time, occur, written } = aLog();
    for (let cause = 0; cause < 5_000; cause += 1) occur(`cause ${cause}`, cause);
    expect(written()).toHaveLength(1_001);
    time.advanceSync(60_000);
    expect(written()).toEqual(['other causes: 3999 more since the last line, such as r-1001, r-1002, r-1003.']);
  });
});
