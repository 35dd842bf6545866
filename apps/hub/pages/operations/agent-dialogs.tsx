import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { resource, useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { CheckGroup } from '../../design/check-field.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { Loaded } from '../../design/loaded.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { agentsTexts } from './agents.texts.js';
import { idsIn, textOfIds } from './listed.js';
import styles from './member-dialog.module.css';

type Agent = Schemas['AgentDetails'];
type Language = 'en' | 'ja';
type Channel = 'chat' | 'callback';
const LANGUAGES: readonly Language[] = ['en', 'ja'];
const CHANNELS: readonly Channel[] = ['chat', 'callback'];

/** Registers an agent (K4). */
export const RegisterAgentDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTexts(agentsTexts);
  const [fields, setFields] = useState({ agentId: '', name: '', products: 'dropbox' });
  const [languages, setLanguages] = useState<readonly Language[]>(['en']);
  const [channels, setChannels] = useState<readonly Channel[]>(CHANNELS);
  const command = useCommand(
    (body: Parameters<typeof client.post<'/v1/desk/agents'>>[1]['body'], options) =>
      client.post('/v1/desk/agents', { body, ...options }),
    ['agents'],
  );
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    error: command.fieldErrors[name],
    required: true,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setFields((all) => ({ ...all, [name]: target.value })),
  });
  const register = async (): Promise<void> => {
    const { agentId, name, products } = fields;
    const lists = { languages: [...languages], products: idsIn(products), channels: [...channels] };
    if (await command.send({ agentId, name, ...lists })) onClose();
  };
  return (
    <FormDialog
      title={t.register}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.register}
      onSubmit={() => void register()}
    >
      <TextField label={t.name} autoFocus {...field('name')} />
      <TextField label={t.agentId} hint={t.agentIdHint} {...field('agentId')} />
      <CheckGroup
        label={t.languages}
        values={LANGUAGES}
        chosen={languages}
        labelOf={(one) => t.languageNames[one]}
        onChange={setLanguages}
      />
      <TextField label={t.products} hint={t.productsHint} {...field('products')} />
      <CheckGroup
        label={t.liveChannels}
        values={CHANNELS}
        chosen={channels}
        labelOf={(one) => t.channels[one]}
        onChange={setChannels}
      />
    </FormDialog>
  );
};

const agentResource = (agentId: string) =>
  resource(['agents', 'one', agentId], (options) =>
    client.get('/v1/desk/agents/{agentId}', { path: { agentId }, ...options }),
  );

/** Changes an agent, unless another one has since. */
const AgentForm = ({ agent, etag }: { readonly agent: Agent; readonly etag: string | null }) => {
  const t = useTexts(agentsTexts);
  const [name, setName] = useState(agent.name ?? '');
  const [languages, setLanguages] = useState<readonly Language[]>(agent.languages);
  const [products, setProducts] = useState(textOfIds(agent.products));
  const command = useCommand(
    (body: Parameters<typeof client.patch<'/v1/desk/agents/{agentId}'>>[1]['body'], options) =>
      client.patch('/v1/desk/agents/{agentId}', {
        path: { agentId: agent.agentId },
        body,
        ...options,
        ...(etag === null ? {} : { ifMatch: etag }),
      }),
    ['agents'],
  );
  const change = {
    ...(name === (agent.name ?? '') ? {} : { name }),
    ...(textOfIds(languages) === textOfIds(agent.languages) ? {} : { languages: [...languages] }),
    ...(textOfIds(idsIn(products)) === textOfIds(agent.products) ? {} : { products: idsIn(products) }),
  };
  const { fieldErrors, isSending, error } = command;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void command.send(change);
      }}
    >
      <TextField
        label={t.name}
        required
        error={fieldErrors['name']}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <CheckGroup
        label={t.languages}
        values={LANGUAGES}
        chosen={languages}
        labelOf={(one) => t.languageNames[one]}
        onChange={setLanguages}
      />
      <TextField
        label={t.products}
        hint={t.productsHint}
        required
        error={fieldErrors['products']}
        value={products}
        onChange={({ target }) => setProducts(target.value)}
      />
      {error && <ProblemNotice error={error} />}
      <p className={styles['actions']}>
        <CommandButton type="submit" isSending={isSending} disabled={Object.keys(change).length === 0}>
          {t.save}
        </CommandButton>
        <CommandButton
          weight={agent.retired ? 'normal' : 'danger'}
          title={t.retireHint}
          isSending={isSending}
          onClick={() => void command.send({ retired: !agent.retired })}
        >
          {agent.retired ? t.reinstate : t.retire}
        </CommandButton>
      </p>
    </form>
  );
};

/** An agent, with what operators can change. */
export const AgentDialog = ({
  agentId,
  mayChange,
  onClose,
}: {
  readonly agentId: string;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}) => {
  const t = useTexts(agentsTexts);
  const agent = useResource(agentResource(agentId));
  return (
    <Dialog
      title={t.changeTitle(agent.data?.name ?? agentId)}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t.close}</Button>}
    >
      <Loaded of={agent} lines={3}>
        {(data) => (
          <>
            <FactList>
              <Fact name={t.agentId}>
                <code>{data.agentId}</code>
              </Fact>
              <Fact name={t.languages}>{data.languages.map((one) => t.languageNames[one]).join(', ') || '–'}</Fact>
              <Fact name={t.products}>{data.products.join(', ') || '–'}</Fact>
              <Fact name={t.liveChannels}>{data.channels.map((one) => t.channels[one]).join(', ') || '–'}</Fact>
              <Fact name={t.availability}>{data.retired ? t.retired : t.availabilities[data.availability]}</Fact>
            </FactList>
            {mayChange && data.registered && !data.erased && (
              <AgentForm key={agent.etag} agent={data} etag={agent.etag} />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
};
