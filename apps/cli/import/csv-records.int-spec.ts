import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_LINE_BYTES } from './file-lines.js';
import { type CsvRecord, readCsvRecords } from './csv-records.js';

describe('readCsvRecords', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-records-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (content: string | Buffer): Promise<readonly unknown[]> => {
    const file = join(folder, 'log.csv');
    writeFileSync(file, content);
    const records: CsvRecord[] = [];
    for await (const record of readCsvRecords(file)) records.push(record);
    return records.map((record) => [record.line, 'cells' in record ? record.cells : 'unreadable']);
  };

  it.each<[string, string, readonly unknown[]]>([
    [
      'rows with blank lines between them',
      'a,b\n\n1,2\n\n\n3,4\n',
      [
        [1, ['a', 'b']],
        [3, ['1', '2']],
        [6, ['3', '4']],
      ],
    ],
    [
      'both kinds of line ending, and none at the end',
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
      'quoted multiline cells with blank lines',
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
      'an unclosed quote',
      'a,b\n1,"2\n3,4\n\n5,6\n',
      [
        [1, ['a', 'b']],
        [2, 'unreadable'],
        [3, ['3', '4']],
        [5, ['5', '6']],
      ],
    ],
    [
      'two unclosed quotes, which do not close each other',
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
      'rows with a different number of cells',
      'a,b\n1\n1,2,3\n',
      [
        [1, ['a', 'b']],
        [2, ['1']],
        [3, ['1', '2', '3']],
      ],
    ],
    ['an empty file', '', []],
  ])('reads %s', async (_, content, records) => {
    expect(await read(content)).toEqual(records);
  });

  it('skips only the line that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n3,ü\n')]);
    expect(await read(bytes)).toEqual([
      [1, ['a', 'b']],
      [2, 'unreadable'],
      [3, ['3', 'ü']],
    ]);
  });

  it('skips only the line that is too long', async () => {
    expect(await read(`a,b\n1,${'x'.repeat(MAX_LINE_BYTES)}\n3,4\n`)).toEqual([
      [1, ['a', 'b']],
      [2, 'unreadable'],
      [3, ['3', '4']],
    ]);
  });
});
