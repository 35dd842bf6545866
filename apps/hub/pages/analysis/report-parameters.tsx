import type { TextSearch } from '../../app/text-search.js';
import { oneOf } from '../../app/search-values.js';
import { ChoiceField } from '../../design/choice-field.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { Filters } from '../../design/filters.js';
import { useTexts } from '../../texts/language-context.js';
import { InstantField } from '../../time/instant-field.js';
import { TIME_ZONES } from '../../time/time-zones.js';
import { BUCKETS, type Grouping, REPORT_NAMES, type ReportKind, type ReportName } from './report-kinds.js';
import { reportsTexts } from './reports.texts.js';

/** What the address of a report says. */
export type ReportSearch = TextSearch<'report' | 'groupBy' | 'bucket' | 'timeZone' | 'from' | 'to' | 'team'>;

/** At most two groupings are offered here; the API takes three. */
const groupingsIn = (groupBy: string | undefined, { groupings }: ReportKind): readonly Grouping[] =>
  (groupBy ?? '').split(',').flatMap((name) => oneOf(groupings, name) ?? []);

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
  const [first, second] = groupingsIn(search.groupBy, kind);
  const group = (...groupings: readonly (Grouping | undefined)[]): void => {
    const names = [...new Set(groupings.filter((grouping) => grouping !== undefined))];
    onChange({ groupBy: names.length === 0 ? undefined : names.join(',') });
  };
  return (
    <Filters label={t.filters}>
      <ChoiceField
        label={t.report}
        values={REPORT_NAMES}
        value={name}
        labelOf={(one) => t.reports[one]}
        onChange={(report) => onChange({ report })}
      />
      {kind.groupings.length > 0 && (
        <ChoiceField
          label={t.groupBy}
          all={t.none}
          values={kind.groupings}
          value={first}
          labelOf={(one) => t.groupings[one]}
          onChange={(one) => group(one, second)}
        />
      )}
      {kind.groupings.length > 1 && first !== undefined && (
        <ChoiceField
          label={t.thenBy}
          all={t.none}
          values={kind.groupings.filter((one) => one !== first)}
          value={second}
          labelOf={(one) => t.groupings[one]}
          onChange={(one) => group(first, one)}
        />
      )}
      {kind.hasBuckets && (
        <>
          <ChoiceField
            label={t.bucket}
            all={t.none}
            values={BUCKETS}
            value={oneOf(BUCKETS, search.bucket)}
            labelOf={(one) => t.buckets[one]}
            onChange={(bucket) => onChange({ bucket })}
          />
          <DeferredTextField
            label={t.timeZone}
            placeholder="UTC"
            suggestions={TIME_ZONES}
            value={search.timeZone}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        </>
      )}
      {kind.hasTeam && (
        <DeferredTextField
          label={t.team}
          hint={t.teamHint}
          value={search.team}
          onChange={(team) => onChange({ team })}
        />
      )}
      <InstantField label={t.from} value={search.from} onChange={(from) => onChange({ from })} />
      <InstantField label={t.to} value={search.to} onChange={(to) => onChange({ to })} />
    </Filters>
  );
};
