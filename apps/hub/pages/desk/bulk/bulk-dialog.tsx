import { useState } from 'react';
import { SelectField, TextAreaField } from '../../../design/field.js';
import { FormDialog } from '../../../design/form-dialog.js';
import { useDraft } from '../../../drafts/drafts.js';
import { useSelf } from '../../../session/self.js';
import { useTexts } from '../../../texts/language-context.js';
import { NamesFailure } from '../../../tickets/names-failure.js';
import { useFormats } from '../../../time/formats.js';
import { useClassificationNames } from '../../../api/classification-names.js';
import { NamedOptions } from '../named-options.js';
import { AgentChoice } from '../ticket/agent-choice.js';
import type { BulkAction, BulkBody } from './bulk-command.js';
import { bulkTexts } from './bulk.texts.js';

/** What was chosen for an action. */
interface Inputs {
  readonly text: string;
  readonly agentId: string | undefined;
  readonly product: string;
  readonly issueType: string;
}

/** The body of an action; undefined while something is missing. */
const bodyOf = (action: BulkAction, ids: readonly string[], inputs: Inputs): BulkBody | undefined => {
  const ticketIds = [...ids];
  const text = inputs.text.trim() === '' ? undefined : inputs.text;
  const { agentId, product, issueType } = inputs;
  if (action === 'assign') return agentId === undefined ? undefined : { action, ticketIds, agentId };
  if (action === 'solve') return { action, ticketIds, ...(text === undefined ? {} : { body: text }) };
  if (action === 'hold') return text === undefined ? undefined : { action, ticketIds, reason: text };
  if (action === 'answer' || action === 'note')
    return text === undefined ? undefined : { action, ticketIds, body: text };
  if (action === 'reclassify')
    return text === undefined || (product === '' && issueType === '')
      ? undefined
      : {
          action,
          ticketIds,
          reason: text,
          ...(product === '' ? {} : { product }),
          ...(issueType === '' ? {} : { issueType }),
        };
  return { action, ticketIds };
};

const ClassificationFields = ({
  inputs,
  onChange,
}: {
  readonly inputs: Inputs;
  readonly onChange: (changes: Partial<Inputs>) => void;
}) => {
  const t = useTexts(bulkTexts);
  const names = useClassificationNames();
  const field = (name: 'product' | 'issueType', label: string, values: typeof names.products) => (
    <SelectField label={label} value={inputs[name]} onChange={({ target }) => onChange({ [name]: target.value })}>
      <option value="">{t.leave}</option>
      <NamedOptions of={values} />
    </SelectField>
  );
  return (
    <>
      <NamesFailure />
      {field('product', t.product, names.products)}
      {field('issueType', t.issueType, names.issueTypes)}
    </>
  );
};

/** Asks what an action needs, and says who will see it. */
export const BulkDialog = ({
  action,
  ids,
  isSending,
  error,
  onSubmit,
  onClose,
}: {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (body: BulkBody, onDone: () => void) => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(bulkTexts);
  const { number } = useFormats();
  const { id } = useSelf();
  const draft = useDraft(`bulk.${action}`);
  const [chosen, setChosen] = useState<Omit<Inputs, 'text'>>({ agentId: id, product: '', issueType: '' });
  const inputs = { ...chosen, text: draft.text };
  const body = bodyOf(action, ids, inputs);
  const hints: Partial<Record<BulkAction, string>> = { answer: t.answerHint, note: t.noteHint, close: t.closeHint };
  const labels: Partial<Record<BulkAction, string>> = {
    hold: t.reason,
    reclassify: t.reason,
    solve: t.optionalText,
    answer: t.text,
    note: t.text,
  };
  const label = labels[action];
  return (
    <FormDialog
      title={t.titleOf(t[action], number(ids.length))}
      hint={hints[action]}
      submit={t[action]}
      command={{ isSending, error }}
      isReady={body !== undefined}
      isDanger={action === 'close'}
      onSubmit={() => body && onSubmit(body, draft.clear)}
      onClose={onClose}
    >
      {action === 'assign' && (
        <AgentChoice value={chosen.agentId} onChange={(agentId) => setChosen((old) => ({ ...old, agentId }))} />
      )}
      {action === 'reclassify' && (
        <ClassificationFields inputs={inputs} onChange={(changes) => setChosen((old) => ({ ...old, ...changes }))} />
      )}
      {label !== undefined && (
        <TextAreaField
          label={label}
          value={draft.text}
          autoFocus={action !== 'reclassify'}
          onChange={({ target }) => draft.change(target.value)}
        />
      )}
    </FormDialog>
  );
};
