import type { Schemas } from '@ledgerdesk/client';
import type { PagedList } from '../api/pages-of.js';
import { Button } from '../design/button.js';
import { LoadingPage } from '../design/loading-page.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { TimeText } from '../time/time-text.js';
import styles from './history-list.module.css';
import { historyTexts } from './history.texts.js';

/** An entry of a ticket's history, of the desk or of the requester. */
export type HistoryEntry = Pick<Schemas['TicketHistory']['items'][number], 'type' | 'at' | 'agent' | 'clock'> & {
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string | null };
};

/** The name of an event; that of one the hub does not know yet is its type. */
const useEventName = (): ((type: string) => string) => {
  const { types } = useTexts(historyTexts);
  return (type) => new Map(Object.entries(types)).get(type) ?? type;
};

/** What an entry says besides its name: to whom, until when, how. */
const useDetails = (): ((entry: HistoryEntry) => string) => {
  const t = useTexts(historyTexts);
  const formats = useFormats();
  return ({ type, agent, clock }) =>
    [
      agent && t.to(agent.name ?? agent.id),
      clock?.dueAt && /Started|Resumed/.test(type) && t.due(formats.dateTime(clock.dueAt)),
      clock && clock.inTime !== null && (clock.inTime ? t.inTime : t.late),
    ]
      .filter(Boolean)
      .join(', ');
};

const Entry = ({ entry }: { readonly entry: HistoryEntry }) => {
  const t = useTexts(historyTexts);
  const name = useEventName()(entry.type);
  const details = useDetails()(entry);
  const { kind, id, name: actorName } = entry.actor;
  const actor = kind === 'engine' ? t.engine : (actorName ?? id ?? t.someone);
  return (
    <li className={styles['entry']}>
      <p>
        {name}
        {details !== '' && <span className={styles['details']}> {details}</span>}
      </p>
      <p className={styles['by']}>
        {actor} · <TimeText at={entry.at} />
      </p>
    </li>
  );
};

/** What happened to a ticket, in the order of the list. */
export const HistoryList = ({ history }: { readonly history: PagedList<HistoryEntry> }) => {
  const t = useTexts(historyTexts);
  const { items, error, hasMore, isLoadingMore, loadMore, reload } = history;
  if (!items) return error ? <ProblemNotice error={error} onRetry={reload} /> : <LoadingPage lines={3} />;
  return (
    <>
      <ol className={styles['list']} aria-label={t.history}>
        {items.map((entry, index) => (
          <Entry key={`${entry.at} ${entry.type} ${index}`} entry={entry} />
        ))}
      </ol>
      {hasMore && (
        <Button onClick={loadMore} disabled={isLoadingMore}>
          {t.loadMore}
        </Button>
      )}
    </>
  );
};
