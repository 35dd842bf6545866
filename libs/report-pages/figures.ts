import { isList, isRecord, type Json } from '@ledgerdesk/kernel';
import type { Figures } from './report.js';

/** A number of a report, or null where there is nothing to measure. */
export type Figure = number | null;

/** Decimal places of a currency (ISO 4217). */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const isMoney = (value: Json): value is { readonly minor: number; readonly currency: string } =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

const entriesOf = (path: string, value: Json): readonly (readonly [string, Figure])[] => {
  if (value === null || typeof value === 'number') return [[path, value]];
  if (isMoney(value)) return [[`${path}.${value.currency}`, value.minor / 10 ** decimalsOf(value.currency)]];
  if (isList(value)) return value.flatMap((item) => (isMoney(item) ? entriesOf(path, item) : []));
  if (isRecord(value)) return Object.entries(value).flatMap(([name, one]) => entriesOf(`${path}.${name}`, one));
  return [];
};

/**
 * Returns the numbers of figures by path, such as `wallMinutes.median`. Money is in whole units, by currency
 * (`revenue.EUR`).
 */
export const figuresByPath = (figures: Figures): ReadonlyMap<string, Figure> =>
  new Map(
    Object.entries(figures)
      .filter(([name]) => name !== 'group' && name !== 'bucket')
      .flatMap(([name, value]) => (value === undefined ? [] : entriesOf(name, value))),
  );

/** Returns the paths of all figures of a report, in the order in which they occur. */
export const pathsIn = (all: readonly Figures[]): readonly string[] => [
  ...new Set(all.flatMap((figures) => [...figuresByPath(figures).keys()])),
];

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A figure as people read it: at most two decimals; a dash where there is nothing to measure. */
export const figureText = (figure: Figure | undefined): string =>
  figure === null || figure === undefined ? '–' : NUMBER.format(figure);

/** A path as people read it: `wallMinutes.median` is "wall minutes, median". */
export const pathLabel = (path: string): string =>
  path
    .split('.')
    .map((part) => (/^[A-Z]{3}$/.test(part) ? part : part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)))
    .join(', ');
