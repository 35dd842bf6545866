import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import type { Column } from '../../design/data-table/column.js';
import { EmptyState } from '../../design/empty-state.js';
import { ListWithSide } from '../../design/list-with-side.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { EventDetails } from './event-details.js';
import { EventFilters, type EventSearch } from './event-filters.js';
import { EventsInFull } from './events-in-full.js';
import { eventsTexts } from './events.texts.js';
import { actorOf, type LoggedEvent } from './logged-event.js';
import { useLiveTail } from './use-live-tail.js';

const route = getRouteApi('/events');
const idOf = ({ id }: LoggedEvent): string => id;
const nameOf = ({ type }: LoggedEvent): string => type;

/** Returns true if the address narrows the list. */
const isFiltered = ({ stream, streamName, types, actor, correlationId, from }: EventSearch): boolean =>
  [stream, streamName, types, actor, correlationId, from].some((value) => value !== undefined);

const useColumns = (): readonly Column<LoggedEvent>[] => {
  const t = useTexts(eventsTexts);
  return useMemo(
    () => [
      { id: 'recorded', name: t.recorded, width: '224px', render: ({ recordedAt }) => <TimeText at={recordedAt} /> },
      { id: 'type', name: t.type, width: 'minmax(0, 1.1fr)', onCard: 'title', render: nameOf },
      { id: 'stream', name: t.stream, width: 'minmax(0, 1.1fr)', render: ({ stream }) => <code>{stream}</code> },
      { id: 'actor', name: t.actor, width: 'minmax(0, 0.9fr)', onCard: 'hidden', render: (event) => actorOf(event) },
      { id: 'position', name: t.position, width: '88px', align: 'end', onCard: 'side', render: (one) => one.position },
    ],
    [t],
  );
};

const useEvents = ({ stream, streamName, types, actor, correlationId, from, order }: EventSearch) => {
  const filters = { stream, streamName, types, actor, correlationId, from };
  const query = { ...filters, order: order === 'asc' ? 'asc' : 'desc' } as const;
  return usePages(['log', 'events', query], (after, options) =>
    client.get('/v1/log/events', { query: { ...query, limit: 100, after }, ...options }),
  );
};

/** The log: newest first, or from a time on; filtered, followed live, and each event with its causes and effects. */
export const EventsPage = () => {
  const t = useTexts(eventsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const { kind } = useSelf();
  const [isLive, setLive] = useState(false);
  const events = useEvents(search);
  const isFollowing = isLive && search.order !== 'asc';
  const tail = useLiveTail(isFollowing, events.items?.[0]?.position, search);
  const shown = useMemo(() => {
    if (!events.items) return undefined;
    const known = new Set(events.items.map(idOf));
    return [...tail.events.filter(({ id }) => !known.has(id)), ...events.items];
  }, [tail.events, events.items]);
  const show = (change: Partial<EventSearch>): void =>
    void navigate({ to: '/events', search: { ...search, ...change }, replace: !('event' in change) });
  const rows = { ...events, items: shown };
  const empty = <EmptyState title={t.empty} hint={isFiltered(search) ? t.emptyFiltered : t.emptyHint} />;
  return (
    <Page title={t.title} isWide>
      <EventFilters search={search} isLive={isFollowing} onChange={show} onLive={setLive} />
      {kind === 'analyst' && <p>{t.masked}</p>}
      {isFollowing && <p role="status">{tail.error ? t.liveEnded : t.liveOn}</p>}
      {tail.error && <ProblemNotice error={tail.error} />}
      {search.view === 'full' ? (
        <EventsInFull rows={rows} empty={empty} />
      ) : (
        <ListWithSide
          label={t.title}
          columns={columns}
          rows={rows}
          idOf={idOf}
          nameOf={nameOf}
          openId={search.event}
          open={
            search.event === undefined
              ? undefined
              : {
                  title: shown?.find(({ id }) => id === search.event)?.type ?? t.type,
                  actions: (
                    <Link to="/events/$eventId" params={{ eventId: search.event }}>
                      {t.permalink}
                    </Link>
                  ),
                  children: <EventDetails eventId={search.event} />,
                }
          }
          onOpenId={(event) => show({ event })}
          empty={empty}
        />
      )}
    </Page>
  );
};
