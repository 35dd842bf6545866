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
    for (now = 0; now < 60_000; now += 100) report.failed('connect ECONNREFUSED 127.0.0.1:1');
    report.succeeded('127.0.0.1:1');
    report.succeeded('127.0.0.1:1');
    expect(lines).toEqual([
      'The event store does not answer: connect ECONNREFUSED 127.0.0.1:1. Calls are retried.',
      'The event store answers again, at 127.0.0.1:1, after 60.0 s and 600 failed attempts.',
    ]);
  });

  it('writes nothing about attempts that failed for less than a second', () => {
    report.failed('a');
    now = 999;
    report.failed('a');
    report.succeeded('127.0.0.1:1');
    now = 5_000;
    report.failed('a');
    report.succeeded('127.0.0.1:1');
    expect(lines).toEqual([]);
  });
});
