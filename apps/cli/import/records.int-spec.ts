import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_LINE_BYTES } from './lines.js';
import { type CsvRecord, recordsOf } from './records.js';

describe('records of a CSV file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-records-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (content: string | Buffer): Promise<readonly unknown[]> => {
    const file = join(folder, 'log.csv');
    writeFileSync(file, content);
    const records: CsvRecord[] = [];
    for await (const record of recordsOf(file)) records.push(record);
    return records.map((record) => [record.line, 'cells' in record ? record.cells : 'unreadable']);
  };

  it.each<[string, string, readonly unknown[]]>([
    [
      'plain rows with blank lines between them',
      'a,b\n\n1,2\n\n\n3,4\n',
      [
        [1, ['a', 'b']],
        [3, ['1', '2']],
        [6, ['3', '4']],
      ],
    ],
    [
      'line ends of either kind, and none at the end',
      'a,b\r\n1,2\n3,4',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\n1,2\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'quoted cells over lines, blank ones among them',
      'a,b\n1,"x\r\n\r\ny, ""z"""\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, ['1', 'x\n\ny, "z"']],
        [5, ['3', '4']],
      ],
    ],
    [
      'a quote inside a plain cell',
      'a,b\n1,5" disk\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '5" disk']],
        [3, ['3', '4']],
      ],
    ],
    [
      'a quote that never closes',
      'a,b\n1,"2\n3,4\n\n5,6\n',
      [
        [1, ['a', 'b']],
        [2, 'unreadable'],
        [3, ['3', '4']],
        [5, ['5', '6']],
      ],
    ],
    [
      'two such quotes, which do not close one another',
      'a,b\n1,"2\n3,4\n"5,6\n7,8\n',
      [
        [1, ['a', 'b']],
        [2, 'unreadable'],
        [3, ['3', '4']],
        [4, 'unreadable'],
        [5, ['7', '8']],
      ],
    ],
    [
      'rows of another width',
      'a,b\n1\n1,2,3\n',
      [
        [1, ['a', 'b']],
        [2, ['1']],
        [3, ['1', '2', '3']],
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', async (_, content, records) => {
    expect(await read(content)).toEqual(records);
  });

  it('gives up a line that is not UTF-8 and no other', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n3,ü\n')]);
    expect(await read(bytes)).toEqual([
      [1, ['a', 'b']],
      [2, 'unreadable'],
      [3, ['3', 'ü']],
    ]);
  });

  it('gives up a line that is too long and no other', async () => {
    expect(await read(`a,b\n1,${'x'.repeat(MAX_LINE_BYTES)}\n3,4\n`)).toEqual([
      [1, ['a', 'b']],
      [2, 'unreadable'],
      [3, ['3', '4']],
    ]);
  });
});
