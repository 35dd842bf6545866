import { isList, isRecord, type Json } from '@ledgerdesk/kernel';
import type { Figures, PicturedReport, ReportedItem } from '@ledgerdesk/report-pages';

/** Fields that name the month of an item in reports without groupings. */
const MONTH = 'month';

/** An item of a report without groupings names its month and group in fields of its own. */
const asItem = (item: Figures): ReportedItem => {
  const { group, ...rest } = item;
  if (isRecord(group)) return { ...rest, group: group as ReportedItem['group'] };
  const names = Object.entries(rest).filter(([, value]) => typeof value === 'string');
  const named = Object.fromEntries(names) as Readonly<Record<string, string>>;
  const { [MONTH]: month, ...groups } = named;
  const figures = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in named)));
  return { ...figures, group: groups, ...(month !== undefined && { bucket: month }) };
};

/** The answer of a report in the form that pages have. */
export const pictured = (
  answer: object,
  { name, parameters, manifest }: Pick<PicturedReport, 'name' | 'parameters' | 'manifest'>,
): PicturedReport => {
  // Answers of reports are JSON.
  const { total, items } = JSON.parse(JSON.stringify(answer)) as { total: Json; items: readonly Figures[] };
  return {
    name,
    parameters,
    total: isRecord(total) && !isList(total) ? total : { amounts: total },
    items: items.map(asItem),
    ...(manifest !== undefined && { manifest }),
  };
};
