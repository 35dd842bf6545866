import { pictured } from '../../apps/cli/report/pictured.js';
import { readReport } from '../../apps/cli/report/read-report.js';
import { REPORT_FORMATS, reportText } from '../../apps/cli/report/report-formats.js';
import { REPORTS } from '../../apps/cli/report/reports.js';
import { CALLBACK, CHAT, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { enginesOfFile } from '../support/http/shared-engine.js';

const QUERY = { groupBy: 'product', bucket: 'day', timeZone: 'Asia/Tokyo', from: '2020-01-01T00:00:00Z' };

describe('ledgerdesk report', () => {
  const engines = enginesOfFile();
  let analyst: Caller;
  let position: string;

  beforeAll(async () => {
    const engine = engines.shared;
    const { aiko, kenji } = await withTeam(engine, 'acme');
    const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
    await kenji.post(`/v1/desk/tickets/${String(ticketId)}/answers`, { body: 'Restart it.' });
    await aiko.post('/v1/tickets', { ...TICKET, product: 'dash', issueType: 'search_connectors' });
    await aiko.post('/v1/chats', CHAT);
    await aiko.post('/v1/callbacks', CALLBACK);
    analyst = await engine.as({ kind: 'analyst' });
    position = await engine.engine.log.head();
  });

  const fromLog = (name: string, options: Partial<Parameters<typeof readReport>[2]> = {}) =>
    readReport(engines.shared.engine.store, name, { by: 'recorded', asOf: { position }, ...options });

  it.each(Object.keys(REPORTS))('%s is what the API answers, with the same digest', async (name) => {
    const groupBy = REPORTS[name]?.groupings.some((grouping) => grouping === 'product') ? 'product' : 'agent';
    const query = new URLSearchParams({ ...QUERY, groupBy, asOf: position }).toString();
    const { status, body } = await analyst.get(`/v1/reports/${name}?${query}`);
    expect([name, status]).toEqual([name, 200]);
    const { manifest, ...answer } = body;
    const read = await fromLog(name, { ...QUERY, from: '2020-01-01T00:00:00.000Z', groupBy: [groupBy], bucket: 'day' });
    expect(JSON.parse(JSON.stringify(read.answer))).toEqual(answer);
    expect(manifest).toMatchObject({ rows: read.answered.rows, question: read.answered.question });
  });

  it.each(Object.keys(REPORTS))('%s is written in every format, also without groupings', async (name) => {
    const { answer, answered } = await fromLog(name);
    const report = pictured(answer, { name, parameters: answered.question.parameters });
    for (const format of REPORT_FORMATS) {
      const text = await reportText(report, answer, { format });
      expect([format, text.length > 0]).toEqual([format, true]);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
    expect(JSON.parse(await reportText(report, answer, { format: 'json' }))).toMatchObject(answer);
  });

  it('writes figures exactly in CSV, a line for each item and the total', async () => {
    const { answer } = await fromLog('responses', { groupBy: ['product'] });
    const report = pictured(answer, { name: 'responses', parameters: {} });
    const lines = (await reportText(report, answer, { format: 'csv' })).trimEnd().split(/\r?\n/);
    expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
      'product,clocks,met,breached',
      'dropbox,1,1,0',
      'Total,1,1,0',
    ]);
  });

  it.each<[string, Partial<Parameters<typeof readReport>[2]>, string]>([
    ['agent-load', { groupBy: ['team'] }, 'agent-load cannot be grouped by team. Use agent.'],
    ['responses', { groupBy: ['team', 'team'] }, 'Group by at most 3 names, each once.'],
    ['responses', { groupBy: ['team', 'agent', 'level', 'edition'] }, 'Group by at most 3 names, each once.'],
    ['responses', { timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
    ['agent-load', { team: 'acme' }, 'agent-load is a report over all teams.'],
    ['sales', {}, 'There is no report sales. Use responses, charges,'],
    ['responses', { asOf: { position: '999999' } }, 'beyond the end of the log'],
    ['responses', { bucket: 'hour', from: '1970-01-01T00:00:00.000Z' }, 'Use a larger bucket'],
  ])('refuses %s with %j', async (name, options, message) => {
    await expect(fromLog(name, options)).rejects.toThrow(message);
  });
});
