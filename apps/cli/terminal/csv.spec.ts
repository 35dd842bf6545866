import { parse } from 'csv-parse/sync';
import { csvLines } from './csv.js';

const LINK = '=HYPERLINK("x",",")';
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1', LINK];

describe('CSV output', () => {
  it('has empty cells for null, and quotes for an empty text', () => {
    expect(csvLines([[null, undefined, '', 'null', 0]])).toBe(',,"",null,0\n');
  });

  it.each(FORMULAS)('puts a quote before %j, which a spreadsheet would run', (formula) => {
    expect(parse(csvLines([['a', formula, 'b']]))).toEqual([['a', `'${formula}`, 'b']]);
    expect(parse(csvLines([['a', formula, 'b']], { raw: true }))).toEqual([['a', formula, 'b']]);
  });

  it('keeps numbers, and other texts, whatever they contain', () => {
    const texts = ['1 - 1', 'a=b', '{"a":"=1"}', 'x,"y"\r\n=z', "'=1", '，'];
    expect(csvLines([[-5, -0.5]])).toBe('-5,-0.5\n');
    expect(parse(csvLines([texts]))).toEqual([texts]);
  });
});
