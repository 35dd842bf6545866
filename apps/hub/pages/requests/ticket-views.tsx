import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { BookmarkPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { isComposing } from '../../app/composing.js';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { ticketViews } from './resources.js';
import { filtersIn, isFiltered, isSameList, searchOfView, type TicketSearch } from './ticket-search.js';
import styles from './tickets-page.module.css';
import { ticketsTexts } from './tickets-page.texts.js';

const BUILT_IN = [
  ['all', {}],
  ['open', { status: 'open' }],
  ['past', { status: 'past' }],
] as const satisfies readonly (readonly [string, TicketSearch])[];

/** Saves the filters under a name. */
const SaveDialog = ({
  search,
  onSaved,
  onClose,
}: {
  readonly search: TicketSearch;
  readonly onSaved: (name: string) => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(ticketsTexts);
  const [name, setName] = useState(search.view ?? '');
  const { send, isSending, error, fieldErrors } = useCommand(
    ({ view, ...body }: Schemas['SaveViewBody'] & { readonly view: string }, options) =>
      client.put('/v1/ticket-views/{name}', { path: { name: view }, body, ...options }),
    ['tickets'],
  );
  const { isPast } = useMoment();
  const save = async (): Promise<void> => {
    if (isPast) return;
    if (await send({ ...filtersIn(search), view: name.trim() })) onSaved(name.trim());
  };
  return (
    <Dialog
      title={t.saveTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <CommandButton
            weight="primary"
            isSending={isSending}
            disabled={name.trim() === ''}
            onClick={() => void save()}
          >
            {t.confirmSave}
          </CommandButton>
        </>
      }
    >
      <TextField
        label={t.name}
        hint={t.saveHint}
        maxLength={60}
        value={name}
        error={fieldErrors['name']}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && name.trim() !== '' && void save()}
      />
      {error && <ProblemNotice error={error} />}
    </Dialog>
  );
};

/** Deletes a saved view, after a question. */
const RemoveView = ({ name, onRemoved }: { readonly name: string; readonly onRemoved: () => void }) => {
  const t = useTexts(ticketsTexts);
  const [isOpen, setOpen] = useState(false);
  const remove = useCommand(
    (path: { name: string }, options) => client.delete('/v1/ticket-views/{name}', { path, ...options }),
    ['tickets'],
  );
  return (
    <>
      <Button weight="plain" onClick={() => setOpen(true)}>
        <Trash2 size={14} aria-hidden />
        {t.remove}
      </Button>
      <ConfirmDialog
        title={t.removeTitle(name)}
        hint={t.removeHint}
        confirm={t.remove}
        dismiss={t.cancel}
        isOpen={isOpen}
        isSending={remove.isSending}
        error={remove.error}
        onConfirm={() => void remove.send({ name }).then((removed) => removed && onRemoved())}
        onClose={() => setOpen(false)}
      />
    </>
  );
};

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
