import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classes } from '../../design/classes.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import styles from './desk-page.module.css';
import { useFollowedPresence } from './presence/presence-store.js';
import { queueTexts } from './queue/queue.texts.js';
import { QueueFilters } from './queue/queue-filters.js';
import { QueueList } from './queue/queue-list.js';
import { queueSearchOf } from './queue/queue-search.js';
import { QueueViews } from './queue/queue-views.js';
import { TicketPanel } from './ticket/ticket-panel.js';

/** The queue, with the ticket of the address beside it; instead of it where there is no room. */
export const DeskPage = () => {
  const t = useTexts(queueTexts);
  const { ticketId } = useParams({ strict: false });
  const search = useSearch({ from: '/desk' });
  const navigate = useNavigate();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selection = useMemo(() => ({ ids, onChange: setIds }), [ids]);
  useFollowedPresence();
  return (
    <div className={classes(styles['desk'], ticketId !== undefined && styles['split'])}>
      <div className={styles['queue']}>
        <Page
          title={t.title}
          isWide
          actions={
            <Link to="/desk/new" search={{}} className={styles['new']} title={t.open}>
              <Plus size={16} aria-hidden />
              {t.newTicket}
            </Link>
          }
        >
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
