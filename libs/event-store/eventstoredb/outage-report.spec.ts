import { OutageReport } from './outage-report.js';

describe('OutageReport', () => {
  let now = 0;
  let lines: string[] = [];
  let report: OutageReport;

  beforeEach(() => {
    now = 0;
    lines = [];
    report = new OutageReport(
      (line) => lines.push(line),
      () => now,
    );
  });

  it('writes one line for an outage that lasts, and one with a count when it is over', () => {
    for (now = 0; now < 60_000; now += 100) report.failed('connect ECONNREFUSED 127.0.0.1:1', 'connect');
    report.succeeded('127.0.0.1:1', 'read');
    report.succeeded('127.0.0.1:1', 'append');
    expect(lines).toEqual([
      'The event store does not answer: connect ECONNREFUSED 127.0.0.1:1. Calls are retried.',
      'The event store answers again, at 127.0.0.1:1, after 60.0 s and 600 failed attempts.',
    ]);
  });

  it('writes nothing about attempts that failed for less than a second', () => {
    report.failed('a', 'read');
    now = 999;
    report.failed('a', 'read');
    report.succeeded('127.0.0.1:1', 'read');
    now = 5_000;
    report.failed('a', 'read');
    report.succeeded('127.0.0.1:1', 'read');
    expect(lines).toEqual([]);
  });

  it('reports an outage of appends while reads succeed, until appends do', () => {
    for (now = 0; now < 10_000; now += 500) {
      report.failed('Server Is Not Ready', 'append');
      report.failed('Server Is Not Ready', 'probe');
      report.succeeded('127.0.0.1:1', 'read');
    }
    report.succeeded('127.0.0.1:1', 'probe');
    expect(lines).toEqual(['The event store takes no appends: Server Is Not Ready. Calls are retried.']);
    report.succeeded('127.0.0.1:1', 'append');
    expect(lines[1]).toBe('The event store answers again, at 127.0.0.1:1, after 10.0 s and 40 failed attempts.');
  });

  it('waits for no append, if none has failed for a minute', () => {
    for (now = 0; now < 2_000; now += 500) report.failed('Server Is Not Ready', 'append');
    now = 61_000;
    report.succeeded('127.0.0.1:1', 'read');
    expect(lines).toHaveLength(1);
    now = 62_000;
    report.succeeded('127.0.0.1:1', 'read');
    expect(lines).toHaveLength(2);
  });
});
