import { useState } from 'react';
import { client } from '../../../../api/client.js';
import { resource, useResource } from '../../../../api/resource.js';
import { TextField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { Loaded } from '../../../../design/loaded.js';
import { RadioList, type RadioOption } from '../../../../design/radio-list.js';
import { useTexts } from '../../../../texts/language-context.js';
import { useFormats } from '../../../../time/formats.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

const openTicketsResource = (teamId: string, requesterId: string) =>
  resource(['tickets', 'open-of', teamId, requesterId], (options) =>
    client.get('/v1/desk/queue', {
      query: { team: teamId, requester: requesterId, sort: 'openedAt', order: 'desc', limit: 200 },
      ...options,
    }),
  );

/** The tickets whose subject contains a text, or whose id it is. */
const matching = (options: readonly RadioOption[], typed: string): readonly RadioOption[] => {
  const text = typed.trim().toLowerCase();
  return options.filter(({ name, value }) => value.toLowerCase() === text || name.toLowerCase().includes(text));
};

/** Merges a ticket into another open one of the same requester. */
export const MergeDialog = ({ ticket, commands: { merge }, onClose }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  const formats = useFormats();
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const tickets = useResource(openTicketsResource(ticket.teamId, ticket.requesterId));
  const options = (tickets.data?.items ?? [])
    .filter(({ ticketId }) => ticketId !== ticket.ticketId)
    .map(({ ticketId, subject, openedAt }) => ({
      value: ticketId,
      name: subject ?? t.erasedTicket,
      detail: t.openedOn(formats.dateTime(openedAt)),
    }));
  const found = matching(options, typed);
  // What is not in sight is not chosen.
  const into = found.find(({ value }) => value === chosen)?.value;
  return (
    <FormDialog
      title={t.mergeTitle}
      hint={t.mergeHint}
      submit={t.merge}
      command={merge}
      isReady={into !== undefined}
      onSubmit={() => into !== undefined && void merge.send({ into }).then((answer) => answer && onClose())}
      onClose={onClose}
    >
      <Loaded of={tickets} lines={2}>
        {() => (
          <>
            {options.length > 0 && (
              <TextField
                label={t.mergeSearch}
                value={typed}
                autoFocus
                onChange={({ target }) => setTyped(target.value)}
              />
            )}
            <RadioList
              label={t.mergeTarget}
              options={found}
              value={into}
              none={options.length === 0 ? t.mergeNone : t.noMatch}
              onChange={setChosen}
            />
          </>
        )}
      </Loaded>
    </FormDialog>
  );
};
