import { Link } from '@tanstack/react-router';
import { useResource } from '../../../api/resource.js';
import { useMoment } from '../../../app/moment.js';
import { useSelf } from '../../../session/self.js';
import { useTexts } from '../../../texts/language-context.js';
import { useFormats } from '../../../time/formats.js';
import { queueTexts } from './queue.texts.js';
import { countsResource } from './queue-resources.js';
import styles from './queue.module.css';
import { type QueueSearch, queueSearchOf } from './queue-search.js';

const VIEWS = ['unassigned', 'mine', 'open', 'on-hold', 'solved', 'closed'] as const;
type View = (typeof VIEWS)[number];

const SEARCHES: Readonly<Record<View, Pick<QueueSearch, 'status' | 'assignedTo'>>> = {
  unassigned: { assignedTo: 'nobody' },
  mine: { assignedTo: 'me' },
  open: {},
  'on-hold': { status: 'on-hold' },
  solved: { status: 'solved' },
  closed: { status: 'closed' },
};

const isShown = (view: View, search: QueueSearch): boolean =>
  SEARCHES[view].status === search.status && SEARCHES[view].assignedTo === search.assignedTo;

/** How many tickets each view has. */
const useViewCounts = (): Readonly<Record<View, number | undefined>> => {
  const { id } = useSelf();
  const { asOf } = useMoment();
  const all = useResource(countsResource({}, asOf)).data?.byStatus;
  const mine = useResource(countsResource({ assignedTo: id, status: 'open' }, asOf)).data?.total;
  const unassigned = useResource(countsResource({ unassigned: 'true', status: 'open' }, asOf)).data?.total;
  return {
    unassigned,
    mine,
    open: all && all.open + all['on-hold'],
    'on-hold': all?.['on-hold'],
    solved: all?.solved,
    closed: all?.closed,
  };
};

/** The usual selections of the queue, each with its number of tickets. */
export const QueueViews = ({ search }: { readonly search: QueueSearch }) => {
  const t = useTexts(queueTexts);
  const { number } = useFormats();
  const counts = useViewCounts();
  return (
    <nav aria-label={t.views} className={styles['views']}>
      {VIEWS.map((view) => (
        <Link
          key={view}
          to="/desk"
          search={(old) => queueSearchOf({ ...old, status: undefined, assignedTo: undefined, ...SEARCHES[view] })}
          activeOptions={{ exact: true }}
          activeProps={{}}
          className={styles['view']}
          {...(isShown(view, search) ? { 'aria-current': 'true' as const } : { 'aria-current': undefined })}
        >
          {t.view[view]}
          <span className={styles['count']}>{counts[view] === undefined ? '' : number(counts[view])}</span>
        </Link>
      ))}
    </nav>
  );
};
