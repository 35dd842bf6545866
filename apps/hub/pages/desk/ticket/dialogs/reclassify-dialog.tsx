import { useState } from 'react';
import { SelectField, TextAreaField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useTexts } from '../../../../texts/language-context.js';
import { NamesFailure } from '../../../../tickets/names-failure.js';
import { NamedOptions } from '../../named-options.js';
import { useClassificationNames } from '../../../../api/classification-names.js';
import type { Named } from '../../../../api/name-in.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** What can be chosen, and what is chosen now, although it may be retired. */
const withCurrent = (known: readonly Named[], id: string, name: string): readonly Named[] =>
  known.some((one) => one.id === id) ? known : [{ id, name }, ...known];

/** Moves a ticket to another product or issue type. */
export const ReclassifyDialog = ({ ticket, commands: { reclassify }, onClose }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  const names = useClassificationNames();
  const [product, setProduct] = useState(ticket.product);
  const [issueType, setIssueType] = useState(ticket.issueType);
  const [reason, setReason] = useState('');
  const { fieldErrors } = reclassify;
  const changes = {
    ...(product === ticket.product ? {} : { product }),
    ...(issueType === ticket.issueType ? {} : { issueType }),
  };
  return (
    <FormDialog
      title={t.reclassifyTitle}
      submit={t.actions.reclassify}
      command={reclassify}
      isReady={Object.keys(changes).length > 0 && reason.trim() !== ''}
      onSubmit={() => void reclassify.send({ ...changes, reason }).then((answer) => answer && onClose())}
      onClose={onClose}
    >
      <NamesFailure />
      <SelectField
        label={t.product}
        value={product}
        error={fieldErrors['product']}
        onChange={({ target }) => setProduct(target.value)}
      >
        <NamedOptions of={withCurrent(names.products, ticket.product, names.product(ticket.product))} />
      </SelectField>
      <SelectField
        label={t.issueType}
        value={issueType}
        error={fieldErrors['issueType']}
        onChange={({ target }) => setIssueType(target.value)}
      >
        <NamedOptions of={withCurrent(names.issueTypes, ticket.issueType, names.issueType(ticket.issueType))} />
      </SelectField>
      <TextAreaField
        label={t.reason}
        hint={t.reasonHint}
        error={fieldErrors['reason']}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
};
