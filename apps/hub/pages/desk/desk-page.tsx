import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classes } from '../../design/classes.js';
import type { Selection } from '../../design/data-table/column.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { NamesFailure } from '../../tickets/names-failure.js';
import styles from './desk-page.module.css';
import { queueTexts } from './queue/queue.texts.js';
import { QueueFilters } from './queue/queue-filters.js';
import { QueueList } from './queue/queue-list.js';
import { filterKeyOf, queueSearchOf } from './queue/queue-search.js';
import { QueueViews } from './queue/queue-views.js';
import { TicketPanel } from './ticket/ticket-panel.js';

const NONE: ReadonlySet<string> = new Set();

/** The selected tickets: those of other filters are not selected any more. */
const useSelection = (filters: string): Selection => {
  const [selected, setSelected] = useState({ filters, ids: NONE });
  const ids = selected.filters === filters ? selected.ids : NONE;
  return useMemo(() => ({ ids, onChange: (changed) => setSelected({ filters, ids: changed }) }), [ids, filters]);
};

/** The queue, with the ticket of the address beside it; instead of it where there is no room. */
export const DeskPage = () => {
  const t = useTexts(queueTexts);
  const { ticketId } = useParams({ strict: false });
  const search = useSearch({ from: '/desk' });
  const navigate = useNavigate();
  const selection = useSelection(filterKeyOf(search));
  return (
    <div className={classes(styles['desk'], ticketId !== undefined && styles['split'])}>
      <div className={styles['queue']}>
        <Page
          title={t.title}
          isWide
          fillsWindow={ticketId === undefined ? 'always' : 'wide'}
          actions={
            <Link to="/desk/new" search={{}} className={styles['new']} title={t.open}>
              <Plus size={16} aria-hidden />
              {t.newTicket}
            </Link>
          }
        >
          <NamesFailure />
          <QueueViews search={search} />
          <QueueFilters
            search={search}
            onChange={(changes) =>
              void navigate({ to: '.', search: (old) => queueSearchOf({ ...old, ...changes }), replace: true })
            }
          />
          <QueueList search={search} openId={ticketId} selection={selection} />
        </Page>
      </div>
      {ticketId !== undefined && (
        <div className={styles['ticket']}>
          <TicketPanel ticketId={ticketId} />
        </div>
      )}
    </div>
  );
};
