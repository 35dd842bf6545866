import { useState } from 'react';
import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../../api/client.js';
import { resource, useResource } from '../../../api/resource.js';
import { SelectField, TextAreaField, TextField } from '../../../design/field.js';
import { Loaded } from '../../../design/loaded.js';
import { useDraft } from '../../../drafts/drafts.js';
import { useSelf } from '../../../session/self.js';
import { useTexts } from '../../../texts/language-context.js';
import { UploadList } from '../../../tickets/upload-list.js';
import { useFormats } from '../../../time/formats.js';
import { useClassificationNames } from '../classification-names.js';
import { AgentChoice } from './agent-choice.js';
import type { Answering } from './answering.js';
import { FormDialog } from './form-dialog.js';
import { RadioList } from './radio-list.js';
import type { TicketCommands } from './ticket-commands.js';
import { ticketTexts } from './ticket.texts.js';
import { UnseenNotice } from './unseen-notice.js';

/** A ticket at the desk. */
export type DeskTicket = Schemas['DeskTicket'];

interface DialogProps {
  readonly ticket: DeskTicket;
  readonly commands: TicketCommands;
  readonly onClose: () => void;
}

/** Assigns a ticket. To yourself without an assignee it is a claim, which fails if another agent was faster. */
export const AssignDialog = ({ ticket, commands: { assign, move }, onClose }: DialogProps) => {
  const t = useTexts(ticketTexts);
  const { id } = useSelf();
  const [agentId, setAgentId] = useState(id);
  const isClaim = agentId === id && ticket.assignedTo === null;
  const submit = async (): Promise<void> => {
    if (await (isClaim ? move.send('claim') : assign.send(agentId))) onClose();
  };
  return (
    <FormDialog
      title={t.assignTitle}
      submitLabel={isClaim ? t.actions.claim : t.actions.assign}
      isSending={assign.isSending || move.isSending}
      error={isClaim ? move.error : assign.error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <AgentChoice value={agentId} onChange={setAgentId} />
    </FormDialog>
  );
};

/** Puts a ticket on hold. */
export const HoldDialog = ({ ticket, commands: { hold }, onClose }: DialogProps) => {
  const t = useTexts(ticketTexts);
  const draft = useDraft(`hold.${ticket.ticketId}`);
  const submit = async (): Promise<void> => {
    if (!(await hold.send({ reason: draft.text }))) return;
    draft.clear();
    onClose();
  };
  return (
    <FormDialog
      title={t.holdTitle}
      submitLabel={t.actions.hold}
      isSending={hold.isSending}
      error={hold.fieldErrors['reason'] === undefined ? hold.error : null}
      isReady={draft.text.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextAreaField
        label={t.holdReason}
        hint={t.holdHint}
        error={hold.fieldErrors['reason']}
        value={draft.text}
        autoFocus
        onChange={({ target }) => draft.change(target.value)}
      />
    </FormDialog>
  );
};

/** Solves a ticket, with the answer that is being written, another one or none. */
export const SolveDialog = ({
  ticket,
  answering,
  onClose,
}: Omit<DialogProps, 'commands'> & { readonly answering: Answering }) => {
  const t = useTexts(ticketTexts);
  const { draft, unseen, command, send } = answering;
  const uploads = answering.uploads.answer;
  const { files, uploadIds } = uploads;
  const submit = async (): Promise<void> => {
    if (!(await send({ body: draft.text, uploads: uploadIds }, true))) return;
    draft.clear();
    for (const { id } of files) uploads.remove(id);
    onClose();
  };
  return (
    <FormDialog
      title={t.solveTitle}
      hint={draft.text.trim() === '' && ticket.response.state === 'running' ? t.solveUnanswered : undefined}
      submitLabel={t.actions.solve}
      isSending={command.isSending}
      error={command.fieldErrors['body'] === undefined && unseen.message === undefined ? command.error : null}
      isReady={unseen.message === undefined && uploads.areComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <UnseenNotice unseen={unseen} hasTried={false} showsText />
      <TextAreaField
        label={t.solveText}
        hint={t.solveHint}
        error={command.fieldErrors['body']}
        value={draft.text}
        autoFocus
        onChange={({ target }) => draft.change(target.value)}
      />
      <UploadList uploads={uploads} />
    </FormDialog>
  );
};

/** Closes a ticket for good. */
export const CloseDialog = ({ commands: { move }, onClose }: DialogProps) => {
  const t = useTexts(ticketTexts);
  return (
    <FormDialog
      title={t.closeTitle}
      hint={t.closeHint}
      submitLabel={t.actions.close}
      isSending={move.isSending}
      error={move.error}
      isDangerous
      onSubmit={() => void move.send('closure').then((answer) => answer && onClose())}
      onClose={onClose}
    />
  );
};

/** Moves a ticket to another product or issue type. */
export const ReclassifyDialog = ({ ticket, commands: { reclassify }, onClose }: DialogProps) => {
  const t = useTexts(ticketTexts);
  const names = useClassificationNames();
  const [product, setProduct] = useState(ticket.product);
  const [issueType, setIssueType] = useState(ticket.issueType);
  const [reason, setReason] = useState('');
  const changes = {
    ...(product === ticket.product ? {} : { product }),
    ...(issueType === ticket.issueType ? {} : { issueType }),
  };
  const optionsOf = (known: typeof names.products, current: string, name: string) =>
    (known.some(({ id }) => id === current) ? known : [{ id: current, name }, ...known]).map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ));
  return (
    <FormDialog
      title={t.reclassifyTitle}
      submitLabel={t.actions.reclassify}
      isSending={reclassify.isSending}
      error={reclassify.error}
      isReady={Object.keys(changes).length > 0 && reason.trim() !== ''}
      onSubmit={() => void reclassify.send({ ...changes, reason }).then((answer) => answer && onClose())}
      onClose={onClose}
    >
      <SelectField
        label={t.product}
        value={product}
        error={reclassify.fieldErrors['product']}
        onChange={({ target }) => setProduct(target.value)}
      >
        {optionsOf(names.products, ticket.product, names.product(ticket.product))}
      </SelectField>
      <SelectField
        label={t.issueType}
        value={issueType}
        error={reclassify.fieldErrors['issueType']}
        onChange={({ target }) => setIssueType(target.value)}
      >
        {optionsOf(names.issueTypes, ticket.issueType, names.issueType(ticket.issueType))}
      </SelectField>
      <TextAreaField
        label={t.reason}
        hint={t.reasonHint}
        error={reclassify.fieldErrors['reason']}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
};

const openTicketsResource = (teamId: string, requesterId: string) =>
  resource(['tickets', 'open-of', teamId, requesterId], (options) =>
    client.get('/v1/desk/queue', {
      query: { team: teamId, requester: requesterId, sort: 'openedAt', order: 'desc', limit: 200 },
      ...options,
    }),
  );

/** Merges a ticket into another open one of the same requester. */
export const MergeDialog = ({ ticket, commands: { merge }, onClose }: DialogProps) => {
  const t = useTexts(ticketTexts);
  const formats = useFormats();
  const [into, setInto] = useState<string>();
  const [typed, setTyped] = useState('');
  const tickets = useResource(openTicketsResource(ticket.teamId, ticket.requesterId));
  return (
    <FormDialog
      title={t.mergeTitle}
      hint={t.mergeHint}
      submitLabel={t.merge}
      isSending={merge.isSending}
      error={merge.error}
      isReady={into !== undefined}
      onSubmit={() => into !== undefined && void merge.send({ into }).then((answer) => answer && onClose())}
      onClose={onClose}
    >
      <Loaded of={tickets} lines={2}>
        {({ items }) => {
          const options = items
            .filter(({ ticketId }) => ticketId !== ticket.ticketId)
            .map(({ ticketId, subject, openedAt }) => ({
              value: ticketId,
              name: subject ?? t.erasedTicket,
              detail: t.openedOn(formats.dateTime(openedAt)),
            }));
          const text = typed.trim().toLowerCase();
          const found = options.filter(({ name, value }) => value === text || name.toLowerCase().includes(text));
          return options.length === 0 ? (
            <p>{t.mergeNone}</p>
          ) : (
            <>
              <TextField
                label={t.mergeSearch}
                value={typed}
                autoFocus
                onChange={({ target }) => setTyped(target.value)}
              />
              <RadioList label={t.mergeTarget} options={found} value={into} onChange={setInto} />
            </>
          );
        }}
      </Loaded>
    </FormDialog>
  );
};
