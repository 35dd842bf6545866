import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckGroup } from '../../design/check-field.js';
import { FieldRow } from '../../design/field-row.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTextFields } from '../../design/use-text-fields.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import { SERVED_LANGUAGES, type ServedLanguage } from '../../texts/served-languages.js';
import { LIVE_CHANNELS, type LiveChannel } from './agent-skills.js';
import { agentsTexts } from './agents.texts.js';
import { ProductGroup } from './product-group.js';

/** Registers an agent (K4). */
export const RegisterAgentDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTexts(agentsTexts);
  const languageName = useLanguageName();
  const [languages, setLanguages] = useState<readonly ServedLanguage[]>(['en']);
  const [products, setProducts] = useState<readonly string[]>(['dropbox']);
  const [channels, setChannels] = useState<readonly LiveChannel[]>(LIVE_CHANNELS);
  const command = useCommand(
    (body: Parameters<typeof client.post<'/v1/desk/agents'>>[1]['body'], options) =>
      client.post('/v1/desk/agents', { body, ...options }),
    ['agents'],
  );
  const { values, field } = useTextFields({ agentId: '', name: '' }, command.fieldErrors);
  const register = async (): Promise<void> => {
    const lists = { languages: [...languages], products: [...products], channels: [...channels] };
    if (await command.send({ ...values, ...lists })) onClose();
  };
  return (
    <FormDialog
      title={t.register}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.register}
      isReady={languages.length > 0 && products.length > 0}
      onSubmit={() => void register()}
    >
      <FieldRow>
        <TextField label={t.name} autoFocus required {...field('name')} />
        <TextField label={t.agentId} hint={t.agentIdHint} required {...field('agentId')} />
      </FieldRow>
      <CheckGroup
        label={t.languages}
        error={command.fieldErrors['languages']}
        values={SERVED_LANGUAGES}
        chosen={languages}
        labelOf={languageName}
        onChange={setLanguages}
      />
      <ProductGroup
        label={t.products}
        error={command.fieldErrors['products']}
        chosen={products}
        onChange={setProducts}
      />
      <CheckGroup
        label={t.liveChannels}
        error={command.fieldErrors['channels']}
        values={LIVE_CHANNELS}
        chosen={channels}
        labelOf={(one) => t.channels[one]}
        onChange={setChannels}
      />
    </FormDialog>
  );
};
