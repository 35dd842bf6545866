import type { Schemas } from '@ledgerdesk/client';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Button } from '../../design/button.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { filtersIn, type TicketSearch } from './ticket-search.js';
import { ticketsTexts } from './tickets-page.texts.js';

/** Saves the filters under a name. */
export const SaveDialog = ({
  search,
  onSaved,
  onClose,
}: {
  readonly search: TicketSearch;
  readonly onSaved: (name: string) => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(ticketsTexts);
  const [typed, setTyped] = useState(search.view ?? '');
  const [hasTried, setTried] = useState(false);
  const name = typed.trim();
  const save = useCommand(
    ({ view, ...body }: Schemas['SaveViewBody'] & { readonly view: string }, options) =>
      client.put('/v1/ticket-views/{name}', { path: { name: view }, body, ...options }),
    ['tickets'],
  );
  const submit = async (): Promise<void> => {
    setTried(true);
    if (name !== '' && (await save.send({ ...filtersIn(search), view: name }))) onSaved(name);
  };
  return (
    <FormDialog
      title={t.saveTitle}
      submit={t.confirmSave}
      isOpen
      command={save}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        hint={t.saveHint}
        maxLength={60}
        value={typed}
        error={hasTried && name === '' ? t.nameMissing : save.fieldErrors['name']}
        onChange={({ target }) => setTyped(target.value)}
      />
    </FormDialog>
  );
};

/** Deletes a saved view, after a question. */
export const RemoveView = ({ name, onRemoved }: { readonly name: string; readonly onRemoved: () => void }) => {
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
      <FormDialog
        title={t.removeTitle(name)}
        submit={t.remove}
        isDanger
        isOpen={isOpen}
        command={remove}
        onSubmit={() => void remove.send({ name }).then((removed) => removed && onRemoved())}
        onClose={() => setOpen(false)}
      >
        <p>{t.removeHint}</p>
      </FormDialog>
    </>
  );
};
