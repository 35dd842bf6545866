import type { Schemas } from '@ledgerdesk/client';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { resource, useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { CheckGroup } from '../../design/check-field.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextField } from '../../design/field.js';
import { Loaded } from '../../design/loaded.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { isSameSet } from '../../design/same-set.js';
import { SectionForm } from '../../design/section-form.js';
import { useEdit } from '../../design/use-edit.js';
import { DataFolderHint, SignInCommand, useHasLinks } from '../../session/sign-in-command.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import { SERVED_LANGUAGES, type ServedLanguage } from '../../texts/served-languages.js';
import { agentsTexts } from './agents.texts.js';
import styles from './member-dialog.module.css';
import { ProductGroup } from './product-group.js';

type Agent = Schemas['AgentDetails'];
type AgentChange = Parameters<typeof client.patch<'/v1/desk/agents/{agentId}'>>[1]['body'];

interface AgentProps {
  readonly agent: Agent;
  readonly etag: string | null;
}

const agentResource = (agentId: string) =>
  resource(['agents', 'one', agentId], (options) =>
    client.get('/v1/desk/agents/{agentId}', { path: { agentId }, ...options }),
  );

/** Changes an agent, unless the agent has changed since. */
const useAgentChange = ({ agent, etag }: AgentProps) =>
  useCommand(
    (body: AgentChange, options) =>
      client.patch('/v1/desk/agents/{agentId}', {
        path: { agentId: agent.agentId },
        body,
        ...options,
        ...(etag === null ? {} : { ifMatch: etag }),
      }),
    ['agents'],
  );

/** Changes the name and skills of an agent. */
const AgentSkills = ({ agent, etag }: AgentProps) => {
  const t = useTexts(agentsTexts);
  const languageName = useLanguageName();
  const [name, setName] = useEdit(agent.name ?? '');
  const [languages, setLanguages] = useEdit<readonly ServedLanguage[]>(agent.languages, isSameSet);
  const [products, setProducts] = useEdit<readonly string[]>(agent.products, isSameSet);
  const command = useAgentChange({ agent, etag });
  const change: AgentChange = {
    ...(name === (agent.name ?? '') ? {} : { name }),
    ...(isSameSet(languages, agent.languages) ? {} : { languages: [...languages] }),
    ...(isSameSet(products, agent.products) ? {} : { products: [...products] }),
  };
  const { fieldErrors } = command;
  return (
    <SectionForm
      title={t.skills}
      command={command}
      submit={t.save}
      isChanged={Object.keys(change).length > 0}
      isReady={languages.length > 0 && products.length > 0}
      onSubmit={() => command.send(change)}
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
        error={fieldErrors['languages']}
        values={SERVED_LANGUAGES}
        chosen={languages}
        labelOf={languageName}
        onChange={setLanguages}
      />
      <ProductGroup label={t.products} error={fieldErrors['products']} chosen={products} onChange={setProducts} />
    </SectionForm>
  );
};

/** Retires an agent, or takes that back. */
const AgentRetirement = ({ agent, etag }: AgentProps) => {
  const t = useTexts(agentsTexts);
  const command = useAgentChange({ agent, etag });
  return (
    <>
      {!agent.retired && <p>{t.retireHint}</p>}
      <p className={styles['actions']}>
        <CommandButton
          weight={agent.retired ? 'normal' : 'danger'}
          isSending={command.isSending}
          onClick={() => void command.send({ retired: !agent.retired })}
        >
          {agent.retired ? t.reinstate : t.retire}
        </CommandButton>
      </p>
      {command.error && <ProblemNotice error={command.error} />}
    </>
  );
};

/** What is known of an agent. */
const AgentFacts = ({ agent }: { readonly agent: Agent }) => {
  const t = useTexts(agentsTexts);
  const names = useClassificationNames();
  const languageName = useLanguageName();
  return (
    <FactList>
      <Fact name={t.agentId}>
        <code>{agent.agentId}</code>
      </Fact>
      <Fact name={t.languages}>{agent.languages.map(languageName).join(', ') || '–'}</Fact>
      <Fact name={t.products}>{joined(agent.products.map(names.product), ', ') || '–'}</Fact>
      <Fact name={t.liveChannels}>{agent.channels.map((one) => t.channels[one]).join(', ') || '–'}</Fact>
      <Fact name={t.availability}>{agent.retired ? t.retired : t.availabilities[agent.availability]}</Fact>
    </FactList>
  );
};

/** What operators can do with an agent. */
const AgentActions = ({ agent, etag }: AgentProps) => {
  const t = useTexts(agentsTexts);
  const hasLinks = useHasLinks();
  return (
    <>
      {hasLinks && !agent.retired && (
        <section aria-label={t.signIn}>
          <p>{t.signInHint}</p>
          <SignInCommand person={{ kind: 'agent', id: agent.agentId }} />
          <DataFolderHint />
        </section>
      )}
      <AgentSkills key={agent.agentId} agent={agent} etag={etag} />
      <AgentRetirement agent={agent} etag={etag} />
    </>
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
      title={agent.data?.name ?? agentId}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t.close}</Button>}
    >
      <Loaded of={agent} lines={3}>
        {(data) => (
          <div className={styles['parts']}>
            <AgentFacts agent={data} />
            {mayChange && data.registered && !data.erased && <AgentActions agent={data} etag={agent.etag} />}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
};
