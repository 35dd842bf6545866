import type { TextSearch } from '../../app/text-search.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { SelectField } from '../../design/field.js';
import { Filters } from '../../design/filters.js';
import { useTexts } from '../../texts/language-context.js';
import { InstantField } from '../../time/instant-field.js';
import { BUCKETS, REPORT_NAMES, type ReportKind, type ReportName } from './report-kinds.js';
import { reportsTexts } from './reports.texts.js';

/** What the address of a report says. */
export type ReportSearch = TextSearch<'report' | 'groupBy' | 'bucket' | 'timeZone' | 'from' | 'to' | 'team'>;

/** At most two groupings are offered here; the API takes three. */
const groupingsIn = (groupBy: string | undefined): readonly string[] =>
  (groupBy ?? '').split(',').filter((name) => name !== '');

/** Chooses a report and its parameters. */
export const ReportParameters = ({
  name,
  kind,
  search,
  onChange,
}: {
  readonly name: ReportName;
  readonly kind: ReportKind;
  readonly search: ReportSearch;
  readonly onChange: (change: ReportSearch) => void;
}) => {
  const t = useTexts(reportsTexts);
  const [first = '', second = ''] = groupingsIn(search.groupBy);
  const group = (one: string, other: string): void => {
    const names = [one, other].filter((grouping, index, all) => grouping !== '' && all.indexOf(grouping) === index);
    onChange({ groupBy: names.length === 0 ? undefined : names.join(',') });
  };
  return (
    <Filters label={t.filters}>
      <SelectField label={t.report} value={name} onChange={({ target }) => onChange({ report: target.value })}>
        {REPORT_NAMES.map((one) => (
          <option key={one} value={one}>
            {t.reports[one]}
          </option>
        ))}
      </SelectField>
      {kind.groupings.length > 0 && (
        <SelectField label={t.groupBy} value={first} onChange={({ target }) => group(target.value, second)}>
          <option value="">{t.none}</option>
          {kind.groupings.map((one) => (
            <option key={one} value={one}>
              {t.groupings[one]}
            </option>
          ))}
        </SelectField>
      )}
      {kind.groupings.length > 1 && first !== '' && (
        <SelectField label={t.thenBy} value={second} onChange={({ target }) => group(first, target.value)}>
          <option value="">{t.none}</option>
          {kind.groupings
            .filter((one) => one !== first)
            .map((one) => (
              <option key={one} value={one}>
                {t.groupings[one]}
              </option>
            ))}
        </SelectField>
      )}
      {kind.hasBuckets && (
        <>
          <SelectField
            label={t.bucket}
            value={search.bucket ?? ''}
            onChange={({ target }) => onChange({ bucket: target.value === '' ? undefined : target.value })}
          >
            <option value="">{t.none}</option>
            {BUCKETS.map((one) => (
              <option key={one} value={one}>
                {t.buckets[one]}
              </option>
            ))}
          </SelectField>
          <DeferredTextField
            label={t.timeZone}
            placeholder="UTC"
            value={search.timeZone}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        </>
      )}
      {kind.hasTeam && <DeferredTextField label={t.team} value={search.team} onChange={(team) => onChange({ team })} />}
      <InstantField label={t.from} value={search.from} onChange={(from) => onChange({ from })} />
      <InstantField label={t.to} value={search.to} onChange={(to) => onChange({ to })} />
    </Filters>
  );
};
