import { type ExportOptions, requireConsistent } from './export-options.js';

describe('options of an export', () => {
  const refusalOf = (options: Partial<ExportOptions>): unknown => {
    try {
      requireConsistent({ format: 'jsonl', after: '0', ...options });
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it.each<[string, Partial<ExportOptions>, string]>([
    ['Parquet to stdout', { format: 'parquet' }, 'Name a folder with --out'],
    ['months without files', { partition: 'month' }, 'Name a folder with --out'],
    ['parts without files', { partEvents: 5 }, 'Name a folder with --out'],
    ['months of traces', { format: 'xes', out: 'x', partition: 'month' }, 'Select a period with --from and --to'],
    ['traces without an end', { format: 'ocel', out: 'x', follow: true }, 'Select a period with --from and --to'],
    ['parts of traces', { format: 'ocel', out: 'x', partEvents: 5 }, 'written as a whole'],
    ['a time zone without months', { out: 'x', timeZone: 'Asia/Tokyo' }, 'Add --partition month'],
    ['parts by time without following', { out: 'x', partSeconds: 5 }, 'Add --follow'],
    ['an end of what has none', { follow: true, until: '5' }, '--follow has no end'],
    ['columns of recorded versions', { format: 'parquet', out: 'x', asRecorded: true }, 'Leave out --as-recorded'],
    ['masked fields of recorded versions', { mask: true, asRecorded: true }, 'Leave out --as-recorded or --mask'],
    ['positions in the wrong order', { after: '9', until: '8' }, 'ends before it begins'],
    [
      'instants in the wrong order',
      { from: '2026-12-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
      'ends before',
    ],
  ])('are refused with the reason: %s', (_, options, message) => {
    expect(refusalOf(options)).toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(message) as string,
    });
  });

  it('may be combined otherwise', () => {
    for (const format of ['jsonl', 'csv', 'cloudevents', 'parquet'] as const)
      expect(
        refusalOf({
          format,
          out: 'x',
          partition: 'month',
          timeZone: 'Asia/Tokyo',
          mask: true,
          follow: true,
          after: '3',
        }),
      ).toBeUndefined();
    for (const format of ['ocel', 'xes'] as const)
      expect(
        refusalOf({ format, out: 'x', from: '2026-11-01T00:00:00.000Z', types: ['TicketOpened'] }),
      ).toBeUndefined();
  });
});
