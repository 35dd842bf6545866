import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.js';
import type { TableRows } from '../../design/data-table/column.js';
import { JsonText } from '../../design/json-text.js';
import { LoadingPage } from '../../design/loading-page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import styles from './events.module.css';
import { eventsTexts } from './events.texts.js';
import { actorOf, type LoggedEvent } from './logged-event.js';

const EventInFull = ({ event }: { readonly event: LoggedEvent }) => (
  <li className={styles['full']}>
    <div className={styles['line']}>
      <Link to="/events/$eventId" params={{ eventId: event.id }} className={styles['type']}>
        {event.type}
      </Link>
      <TimeText at={event.recordedAt} />
      <code>{`${event.stream} ${event.revision}`}</code>
      <span>{actorOf(event)}</span>
    </div>
    <JsonText label={event.type} value={event.data} />
  </li>
);

/** Events with their data, one below the other. */
export const EventsInFull = ({ rows, empty }: { readonly rows: TableRows<LoggedEvent>; readonly empty: ReactNode }) => {
  const t = useTexts(eventsTexts);
  const { items, error, reload, hasMore = false, isLoadingMore = false, loadMore } = rows;
  if (error && !items) return <ProblemNotice error={error} onRetry={reload} />;
  if (!items) return <LoadingPage />;
  return (
    <>
      {items.length === 0 && !hasMore && empty}
      <ol className={styles['events']}>
        {items.map((event) => (
          <EventInFull key={event.id} event={event} />
        ))}
      </ol>
      {hasMore && (
        <Button disabled={isLoadingMore} onClick={loadMore}>
          {t.more}
        </Button>
      )}
    </>
  );
};
