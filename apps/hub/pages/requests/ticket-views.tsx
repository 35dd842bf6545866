import { Link } from '@tanstack/react-router';
import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { useTexts } from '../../texts/language-context.js';
import { ticketViews } from './resources.js';
import { isFiltered, isSameList, searchOfView, type TicketSearch } from './ticket-search.js';
import styles from './tickets-page.module.css';
import { ticketsTexts } from './tickets-page.texts.js';
import { RemoveView, SaveDialog } from './view-dialogs.js';

const BUILT_IN = [
  ['all', {}],
  ['open', { status: 'open' }],
  ['past', { status: 'past' }],
] as const satisfies readonly (readonly [string, TicketSearch])[];

/** Lists by name: those of the hub, and those that the reader has saved. */
export const TicketViewBar = ({
  search,
  onSearch,
}: {
  readonly search: TicketSearch;
  readonly onSearch: (search: TicketSearch) => void;
}) => {
  const t = useTexts(ticketsTexts);
  const [isSaving, setSaving] = useState(false);
  const saved = useResource(ticketViews).data?.items ?? [];
  const current = saved.find((view) => view.name === search.view && isSameList(searchOfView(view), search));
  const isOwn = current !== undefined;
  const views = [
    ...BUILT_IN.map(([key, filters]) => ({
      name: t.builtIn[key],
      search: filters,
      isCurrent: !isOwn && isSameList(filters, search),
    })),
    ...saved.map((view) => ({ name: view.name, search: searchOfView(view), isCurrent: view === current })),
  ];
  return (
    <nav aria-label={t.views} className={styles['views']}>
      {views.map(({ name, search: filters, isCurrent }) => (
        <Link
          key={name}
          to="/tickets"
          search={filters}
          className={styles['view']}
          activeOptions={{ exact: true }}
          {...(isCurrent ? { 'aria-current': 'page' as const } : { 'aria-current': undefined })}
        >
          {name}
        </Link>
      ))}
      {!isOwn && isFiltered(search) && (
        <Button weight="plain" onClick={() => setSaving(true)}>
          <BookmarkPlus size={14} aria-hidden />
          {t.save}
        </Button>
      )}
      {current && <RemoveView key={current.name} name={current.name} onRemoved={() => onSearch({})} />}
      {isSaving && (
        <SaveDialog
          search={search}
          onSaved={(view) => {
            setSaving(false);
            onSearch({ ...search, view });
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </nav>
  );
};
