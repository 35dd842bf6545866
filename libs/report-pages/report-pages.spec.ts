import { reportPage } from './report-pages.js';
import type { PicturedReport } from './report.js';
import { reportTable } from './report-table.js';

const figures = (met: number, breached: number, median: number | null) => ({
  clocks: met + breached,
  met,
  breached,
  wallMinutes: { count: met, median, p90: median, max: median },
});

const monthly: PicturedReport = {
  name: 'responses',
  parameters: { bucket: 'month', timeZone: 'Asia/Tokyo' },
  total: figures(3, 1, 12.345),
  items: [
    { group: {}, bucket: '2026-10', ...figures(3, 0, 10) },
    { group: {}, bucket: '2026-11', ...figures(0, 1, null) },
  ],
  manifest: { format: 'ledgerdesk-manifest/1' },
};

const HOSTILE = `<script>alert("1")</script>|\`&'`;
const byTeam: PicturedReport = {
  name: 'responses',
  parameters: { groupBy: ['team'] },
  total: figures(2, 0, 5),
  items: [
    { group: { team: HOSTILE }, ...figures(1, 0, 5) },
    { group: { team: null }, ...figures(1, 0, 5) },
  ],
};

describe('the table of a report', () => {
  it('has a row for each item and one for the total, and says where there is nothing to measure', () => {
    const { headers, rows, names } = reportTable(monthly);
    expect(headers).toEqual([
      'bucket',
      'clocks',
      'met',
      'breached',
      'wall minutes, count',
      'wall minutes, median',
      'wall minutes, p90',
      'wall minutes, max',
    ]);
    expect(names).toBe(1);
    expect(rows).toEqual([
      ['2026-10', '3', '3', '0', '3', '10', '10', '10'],
      ['2026-11', '1', '0', '1', '0', '–', '–', '–'],
      ['Total', '4', '3', '1', '3', '12.35', '12.35', '12.35'],
    ]);
  });

  it('names groups: hours of the week by day and hour, and those without a value', () => {
    const items = [{ group: { hourOfWeek: 49, agent: null }, answers: 2 }];
    expect(reportTable({ name: 'agent-load', parameters: {}, total: { answers: 2 }, items }).rows[0]).toEqual([
      'Wed 01:00',
      '(none)',
      '2',
    ]);
  });

  it('writes money in whole units, with the decimals of its currency', () => {
    const revenue = [
      { minor: 12_345, currency: 'EUR' },
      { minor: 5_000, currency: 'JPY' },
    ];
    const { headers, rows } = reportTable({ name: 'add-ons', parameters: {}, total: { revenue }, items: [] });
    expect([headers, rows]).toEqual([['', 'revenue, EUR', 'revenue, JPY'], [['Total', '123.45', '5,000']]]);
  });

  it('has only the total of a report without items', () => {
    const empty = { name: 'backlog', parameters: {}, total: { open: 0 }, items: [] };
    expect(reportTable(empty).rows).toEqual([['Total', '0']]);
  });
});

describe('a page of a report', () => {
  it('is HTML with charts, all figures and the manifest, and loads and runs nothing', async () => {
    const page = await reportPage(monthly, 'html');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'`);
    expect(page).toContain('<dt>time zone</dt><dd>Asia/Tokyo</dd>');
    expect(page).toContain('<th scope="row">2026-11</th><td>1</td><td>0</td><td>1</td>');
    expect(page).toContain('&quot;format&quot;: &quot;ledgerdesk-manifest/1&quot;');
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
  });

  it('is Markdown with charts as images, all figures and the manifest', async () => {
    const page = await reportPage(monthly, 'md');
    const [, image = ''] = /!\[Response targets\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)/.exec(page) ?? [];
    expect(Buffer.from(image, 'base64').toString()).toMatch(/^<svg [^]*Response targets[^]*<\/svg>$/);
    expect(page).toContain('| 2026-11 | 1 | 0 | 1 | 0 | – | – | – |');
    expect(page).toContain('```json\n{\n  "format": "ledgerdesk-manifest/1"\n}\n```');
  });

  it('is one SVG with the charts below each other', async () => {
    const page = await reportPage(monthly, 'svg');
    expect(page).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="[\d.]+" height="[\d.]+" role="img">/);
    expect(page.match(/<svg y="/g)).toHaveLength(2);
  });

  it.each(['html', 'md', 'svg'] as const)('shows hostile names as text, in %s', async (format) => {
    const page = await reportPage(byTeam, format);
    expect(page).not.toContain('<script>');
    expect(page).toContain(format === 'md' ? '\\<script\\>alert("1")\\</script\\>\\|\\`&' : '&lt;script&gt;');
  });

  it.each(['html', 'md', 'svg'] as const)('is the same whenever it is made, in %s', async (format) => {
    const first = await reportPage(monthly, format);
    await reportPage(byTeam, format);
    expect(await reportPage(monthly, format)).toBe(first);
  });

  it.each<[string, Pick<PicturedReport, 'items'>]>([
    ['nothing', { items: [] }],
    ['one group without buckets', { items: byTeam.items.slice(0, 1) }],
    ['groups over time', { items: byTeam.items.map((item) => ({ ...item, bucket: '2026-10' })) }],
    [
      'hours of the week',
      { items: [0, 100, 167].map((hourOfWeek) => ({ group: { hourOfWeek }, ...figures(hourOfWeek, 1, 3) })) },
    ],
    [
      'many groups',
      { items: Array.from({ length: 40 }, (_, n) => ({ group: { team: `t${n}` }, ...figures(n, 1, n) })) },
    ],
  ])('has charts of %s', async (_, { items }) => {
    const page = await reportPage({ ...monthly, items }, 'html');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).not.toMatch(/NaN|undefined/);
  });

  it('says how many groups a chart leaves out', async () => {
    const items = Array.from({ length: 40 }, (_, n) => ({ group: { team: `t${n}` }, ...figures(n, 1, n) }));
    expect(await reportPage({ ...monthly, items }, 'svg')).toContain('without 28 smaller groups');
  });
});
