import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PagedList } from '../../api/pages-of.js';
import { JsonText } from '../../design/json-text.js';
import { ListState, MoreButton } from '../../design/paged-table.js';
import { TimeText } from '../../time/time-text.js';
import styles from './events.module.css';
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
export const EventsInFull = ({ rows, empty }: { readonly rows: PagedList<LoggedEvent>; readonly empty: ReactNode }) => (
  <>
    <ListState of={rows} empty={empty} />
    <ol className={styles['events']}>
      {rows.items?.map((event) => (
        <EventInFull key={event.id} event={event} />
      ))}
    </ol>
    <MoreButton of={rows} />
  </>
);
