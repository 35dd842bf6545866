import { Search } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button } from '../../design/button.js';
import { useDeferredText } from '../../design/use-deferred-text.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { STATUSES, statusTexts } from '../../tickets/ticket-status.js';
import { instantOfLocalTime, localTimeOf } from '../../time/local-time.js';
import { useZone } from '../../time/zone-context.js';
import { useIssueTypes } from '../../api/names.js';
import { isFiltered, type TicketSearch, ticketSearchOf } from './ticket-search.js';
import styles from './tickets-page.module.css';
import { ticketsTexts } from './tickets-page.texts.js';

const RESPONSES = ['running', 'paused', 'met', 'late', 'unanswered', 'merged', 'none'] as const;

/** Filters, and a function that changes some of them. Undefined clears one. */
interface FilterProps {
  readonly search: TicketSearch;
  readonly onChange: (changes: Readonly<Record<string, unknown>>) => void;
}

const Choice = ({
  label,
  any,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly children: ReactNode;
}) => (
  <select
    aria-label={label}
    className={styles['select']}
    value={value ?? ''}
    onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
  >
    <option value="">{any}</option>
    {children}
  </select>
);

/** Searches as one types. */
const SearchField = ({
  search,
  onChange,
  field,
}: FilterProps & { readonly field: RefObject<HTMLInputElement | null> }) => {
  const t = useTexts(ticketsTexts);
  const typing = useDeferredText(search.q ?? '', (text) => onChange({ q: text.trim() === '' ? undefined : text }));
  return (
    <label className={styles['search']}>
      <Search size={16} aria-hidden />
      <input ref={field} type="search" aria-label={t.search} placeholder={t.search} {...typing} />
    </label>
  );
};

const DateField = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (instant: string | undefined) => void;
}) => {
  const { zone } = useZone();
  return (
    <label className={styles['date']}>
      {label}
      <input
        type="date"
        value={value === undefined ? '' : localTimeOf(Date.parse(value), zone).slice(0, 10)}
        onChange={({ target }) => {
          const instant = target.value === '' ? undefined : instantOfLocalTime(`${target.value}T00:00`, zone);
          onChange(instant === undefined ? undefined : new Date(instant).toISOString());
        }}
      />
    </label>
  );
};

/** Filters that are needed less often. */
const MoreFilters = ({ search, onChange }: FilterProps) => {
  const t = useTexts(ticketsTexts);
  const { state, breached, openedFrom, openedTo } = search;
  const isUsed = [state, breached, openedFrom, openedTo].some((value) => value !== undefined);
  return (
    <details className={styles['more']} open={isUsed || undefined}>
      <summary>{t.more}</summary>
      <div className={styles['filters']}>
        <Choice label={t.response} any={t.anyResponse} value={state} onChange={(value) => onChange({ state: value })}>
          {RESPONSES.map((one) => (
            <option key={one} value={one}>
              {t.responses[one]}
            </option>
          ))}
        </Choice>
        <DateField label={t.openedFrom} value={openedFrom} onChange={(value) => onChange({ openedFrom: value })} />
        <DateField label={t.openedTo} value={openedTo} onChange={(value) => onChange({ openedTo: value })} />
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={breached === true}
            onChange={({ target }) => onChange({ breached: target.checked ? true : undefined })}
          />
          {t.missed}
        </label>
      </div>
    </details>
  );
};

/** Search and filters of the list. What they are set to is in the address. */
export const TicketFilterBar = ({
  search,
  onSearch,
  field,
}: {
  readonly search: TicketSearch;
  readonly onSearch: (search: TicketSearch) => void;
  /** The field for the search, to focus it. */
  readonly field: RefObject<HTMLInputElement | null>;
}) => {
  const t = useTexts(ticketsTexts);
  const statusNames = useTexts(statusTexts);
  const { team } = useSelf();
  const types = useIssueTypes();
  const products = team?.products ?? [];
  const change = (changes: Readonly<Record<string, unknown>>): void =>
    onSearch(ticketSearchOf({ ...search, view: undefined, ...changes }));
  return (
    <search className={styles['bar']}>
      <div className={styles['filters']}>
        <SearchField search={search} onChange={change} field={field} />
        <Choice label={t.status} any={t.anyStatus} value={search.status} onChange={(status) => change({ status })}>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
          <option value="past">{t.past}</option>
        </Choice>
        {products.length > 1 && (
          <Choice
            label={t.product}
            any={t.anyProduct}
            value={search.product}
            onChange={(product) => change({ product })}
          >
            {products.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        <Choice
          label={t.issueType}
          any={t.anyType}
          value={search.issueType}
          onChange={(issueType) => change({ issueType })}
        >
          {types.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        {isFiltered(search) && (
          <Button weight="plain" onClick={() => onSearch({})}>
            {t.clear}
          </Button>
        )}
      </div>
      <MoreFilters search={search} onChange={change} />
    </search>
  );
};
