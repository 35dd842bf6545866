import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import type { TextSearch } from '../../app/text-search.js';
import { Badge } from '../../design/badge.js';
import type { Column } from '../../design/data-table/column.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Filters } from '../../design/filters.js';
import { JsonText } from '../../design/json-text.js';
import { ListWithSide } from '../../design/list-with-side.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { InstantField } from '../../time/instant-field.js';
import { TimeText } from '../../time/time-text.js';
import { readsTexts } from './reads.texts.js';

type Read = ItemOf<'/v1/audit/reads'>;
type ReadSearch = TextSearch<'subject' | 'resource' | 'caller' | 'route' | 'from' | 'to' | 'read'>;

const route = getRouteApi('/reads');
const TONES = { shown: 'neutral', 'not-modified': 'neutral', refused: 'warn' } as const;
const idOf = ({ leaf }: Read): string => String(leaf);
const nameOf = ({ method, route: template }: Read): string => `${method} ${template}`;
/** `agent:kenji`; those who are one of a kind have its name as their id. */
const callerOf = ({ caller: { kind, id } }: Read): string => (kind === id ? kind : `${kind}:${id}`);

const useColumns = (): readonly Column<Read>[] => {
  const t = useTexts(readsTexts);
  return useMemo(
    () => [
      { id: 'at', name: t.at, width: '224px', render: ({ at }) => <TimeText at={at} /> },
      { id: 'caller', name: t.caller, onCard: 'title', render: callerOf },
      { id: 'route', name: t.route, width: 'minmax(0, 2fr)', render: (read) => <code>{nameOf(read)}</code> },
      { id: 'subjects', name: t.subjects, onCard: 'hidden', render: ({ subjects }) => subjects.join(', ') },
      {
        id: 'resources',
        name: t.resources,
        minTableWidth: 1_100,
        onCard: 'hidden',
        render: ({ resources }) => resources.join(', '),
      },
      {
        id: 'outcome',
        name: t.outcome,
        width: '144px',
        onCard: 'side',
        render: ({ outcome }) => <Badge tone={TONES[outcome]}>{t.outcomes[outcome]}</Badge>,
      },
    ],
    [t],
  );
};

const ReadDetails = ({ read }: { readonly read: Read }) => {
  const t = useTexts(readsTexts);
  return (
    <>
      <FactList>
        <Fact name={t.at}>
          <TimeText at={read.at} />
        </Fact>
        <Fact name={t.caller}>{callerOf(read)}</Fact>
        {read.onBehalfOf && <Fact name={t.onBehalfOf}>{`${read.onBehalfOf.kind}:${read.onBehalfOf.id}`}</Fact>}
        <Fact name={t.route}>
          <code>{nameOf(read)}</code>
        </Fact>
        <Fact name={t.outcome}>{[t.outcomes[read.outcome], read.status].filter(Boolean).join(' · ')}</Fact>
        <Fact name={t.position}>{read.position ?? '–'}</Fact>
        <Fact name={t.leaf}>{read.leaf}</Fact>
        <Fact name={t.request}>
          <code>{read.requestId}</code>
        </Fact>
      </FactList>
      <JsonText label={t.raw} value={read} />
    </>
  );
};

const ReadFilters = ({
  search,
  onChange,
}: {
  readonly search: ReadSearch;
  readonly onChange: (change: ReadSearch) => void;
}) => {
  const t = useTexts(readsTexts);
  const texts = ['subject', 'resource', 'caller', 'route'] as const;
  const labels = { subject: t.subjects, resource: t.resources, caller: t.caller, route: t.route };
  return (
    <Filters label={t.filters}>
      {texts.map((name) => (
        <DeferredTextField
          key={name}
          label={labels[name]}
          hint={t.hints[name]}
          value={search[name]}
          onChange={(text) => onChange({ [name]: text })}
        />
      ))}
      <InstantField label={t.from} value={search.from} onChange={(from) => onChange({ from })} />
      <InstantField label={t.to} value={search.to} onChange={(to) => onChange({ to })} />
    </Filters>
  );
};

/** What staff and services have read, newest first. */
export const ReadsPage = () => {
  const t = useTexts(readsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const { subject, resource, caller, route: template, from, to, read: leaf } = search;
  const query = { subject, resource, caller, route: template, from, to };
  const reads = usePages(['ledger', 'reads', query], (cursor, options) =>
    client.get('/v1/audit/reads', { query: { ...query, cursor }, ...options }),
  );
  const show = (change: ReadSearch): void =>
    void navigate({ to: '/reads', search: { ...search, ...change }, replace: !('read' in change) });
  const selected = reads.items?.find((one) => idOf(one) === leaf);
  return (
    <Page title={t.title} isWide>
      <p>{t.intro}</p>
      <ReadFilters search={search} onChange={show} />
      <ListWithSide
        label={t.title}
        columns={columns}
        rows={reads}
        idOf={idOf}
        nameOf={nameOf}
        openId={leaf}
        open={selected && { title: callerOf(selected), children: <ReadDetails read={selected} /> }}
        onOpenId={(read) => show({ read })}
        empty={<EmptyState title={t.empty} hint={t.emptyHint} />}
      />
    </Page>
  );
};
