import { CallCounts } from '@ledgerdesk/event-store';
import { Metrics } from './metrics.js';

const HEALTH = {
  status: 'ok',
  failing: [],
  log: null,
  clock: null,
  projections: [],
  deadlines: null,
  processes: [{ name: 'webhooks', state: 'running', position: '7', lag: 3 }],
  mail: null,
  scrub: null,
  ledger: null,
  unreachedKeyBackups: 0,
} as const;
const health = { report: () => HEALTH, check: async () => HEALTH };

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('ledgerdesk_'));

describe('Metrics', () => {
  it('counts commands and calls to the server of the log by kind, and shows how far followers are behind', async () => {
    const calls = new CallCounts();
    for (const kind of ['append', 'append', 'read', 'head', 'retry'] as const) calls.count(kind);
    const metrics = new Metrics(health, { calls, commands: () => 2, tailLag: () => 1 });
    await metrics.text();
    expect(linesOf(await metrics.text())).toEqual(
      expect.arrayContaining([
        'ledgerdesk_commands_recorded_total 2',
        'ledgerdesk_log_calls_total{kind="append"} 2',
        'ledgerdesk_log_calls_total{kind="read"} 1',
        'ledgerdesk_log_calls_total{kind="head"} 1',
        'ledgerdesk_log_calls_total{kind="subscribe"} 0',
        'ledgerdesk_log_retries_total 1',
        'ledgerdesk_log_tail_lag_events 1',
        'ledgerdesk_process_lag_events{process="webhooks"} 3',
        'ledgerdesk_log_reconnects_total 0',
      ]),
    );
  });

  it('has no metrics of a server where the log is embedded', async () => {
    expect(await new Metrics(health).text()).not.toMatch(/ledgerdesk_log_(calls|retries|reconnects)/);
  });
});
