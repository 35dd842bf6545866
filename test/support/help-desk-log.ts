import { DAY, HOUR } from '@ledgerdesk/kernel';
import { writeFileSync } from 'node:fs';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';

const HEADER = [
  ...['Case ID', 'Activity', 'Resource', 'Complete Timestamp', 'Variant', 'Variant index', 'Variant', 'seriousness'],
  ...['customer', 'product', 'responsible_section', 'seriousness_2', 'service_level', 'service_type'],
  ...['support_section', 'workgroup'],
].join(',');
const START = Date.parse('2012-01-02T08:00:00Z');

/** Expected contents of a generated log. */
export interface GeneratedLog {
  readonly rows: number;
  readonly duplicates: number;
  readonly casesByProduct: ReadonlyMap<string, number>;
  readonly customers: number;
  readonly cases: number;
}

const stamp = (millis: number): string =>
  new Date(millis).toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '');

/**
 * Writes a CSV in the shape of a real help desk's log: a duplicated column, duplicate rows, waits, and cases that
 * continue after they were resolved.
 */
export const writeHelpDeskLog = (file: string, cases: number, seed: number): GeneratedLog => {
  const source = xoroshiro128plus(seed);
  const share = (): number => uniformFloat64(source);
  const value = (most: number): string => `Value ${1 + Math.floor(share() ** 2 * most)}`;
  const lines: string[] = [];
  const casesByProduct = new Map<string, number>();
  const customers = new Set<string>();
  let duplicates = 0;
  for (let n = 1; n <= cases; n += 1) {
    const [customer, product, level, type] = [value(30), value(21), value(4), value(4)];
    customers.add(customer);
    casesByProduct.set(product, (casesByProduct.get(product) ?? 0) + 1);
    const activities = [
      'Assign seriousness',
      'Take in charge ticket',
      ...(share() < 0.3 ? ['Wait'] : []),
      ...(share() < 0.2 ? ['Take in charge ticket'] : []),
      'Resolve ticket',
      ...(share() < 0.1 ? ['Take in charge ticket', 'Resolve ticket'] : []),
      'Closed',
    ];
    let at = START + n * HOUR;
    for (const activity of activities) {
      at += Math.floor(share() * 2 * DAY);
      const line = [
        ...[`Case ${n}`, activity, value(20), stamp(at), 'Variant 1', '1', 'Variant 1', 'Value 1'],
        ...[customer, product, 'Value 1', 'Value 1', level, type, 'Value 1', 'Value 1'],
      ].join(',');
      lines.push(line);
      if (share() < 0.01) {
        lines.push(line);
        duplicates += 1;
      }
    }
  }
  writeFileSync(file, `${[HEADER, ...lines].join('\n')}\n`);
  return { rows: lines.length, duplicates, casesByProduct, customers: customers.size, cases };
};
