import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { Badge, type Tone } from '../../design/badge.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { SelectField } from '../../design/field.js';
import { Filters } from '../../design/filters.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { AgentDialog, RegisterAgentDialog } from './agent-dialogs.js';
import { agentsTexts } from './agents.texts.js';

type Agent = ItemOf<'/v1/desk/agents'>;

const route = getRouteApi('/agents');
const LANGUAGES = ['en', 'ja'] as const;
const CHANNELS = ['chat', 'callback'] as const;
const AVAILABILITIES = ['available', 'away'] as const;
const idOf = ({ agentId }: Agent): string => agentId;
const nameOf = ({ name, agentId }: Agent): string => name ?? agentId;

/** What an agent is doing. */
const presenceOf = (agent: Agent, t: (typeof agentsTexts)['en']): readonly [string, Tone] => {
  if (agent.retired) return [t.retired, 'neutral'];
  if (!agent.registered) return [t.unregistered, 'neutral'];
  if (agent.engaged) return [t.engaged[agent.engaged.channel], 'accent'];
  return [t.availabilities[agent.availability], agent.availability === 'available' ? 'ok' : 'neutral'];
};

const Presence = ({ agent }: { readonly agent: Agent }) => {
  const [text, tone] = presenceOf(agent, useTexts(agentsTexts));
  return <Badge tone={tone}>{text}</Badge>;
};

const useColumns = (): readonly Column<Agent>[] => {
  const t = useTexts(agentsTexts);
  return useMemo(
    () => [
      { id: 'name', name: t.name, onCard: 'title', render: nameOf },
      {
        id: 'languages',
        name: t.languages,
        render: ({ languages }) => languages.map((one) => t.languageNames[one]).join(', '),
      },
      { id: 'products', name: t.products, render: ({ products }) => products.join(', ') },
      {
        id: 'channels',
        name: t.liveChannels,
        render: ({ channels }) => channels.map((one) => t.channels[one]).join(', '),
      },
      {
        id: 'presence',
        name: t.presence,
        width: '152px',
        onCard: 'side',
        render: (agent) => <Presence agent={agent} />,
      },
      {
        id: 'seen',
        name: t.seen,
        width: '208px',
        onCard: 'hidden',
        render: ({ lastSeenAt }) => lastSeenAt !== null && <TimeText at={lastSeenAt} />,
      },
    ],
    [t],
  );
};

/** Searches agents, registers and changes them. */
export const AgentsPage = () => {
  const t = useTexts(agentsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const mayChange = useSelf().may.administration.allowed;
  const columns = useColumns();
  const [isRegistering, setRegistering] = useState(false);
  const [agentId, setAgentId] = useState<string>();
  const query = {
    q: search.q,
    product: search.product,
    language: LANGUAGES.find((one) => one === search.language),
    channel: CHANNELS.find((one) => one === search.channel),
    availability: AVAILABILITIES.find((one) => one === search.availability),
  };
  const agents = usePages(['agents', 'list', query], (cursor, options) =>
    client.get('/v1/desk/agents', { query: { ...query, cursor }, ...options }),
  );
  const filter = (name: keyof typeof query, value: string | undefined): void =>
    void navigate({ to: '/agents', search: { ...search, [name]: value === '' ? undefined : value }, replace: true });
  return (
    <Page
      title={t.title}
      isWide
      actions={
        mayChange && (
          <CommandButton weight="primary" onClick={() => setRegistering(true)}>
            {t.register}
          </CommandButton>
        )
      }
    >
      <Filters label={t.filters}>
        <DeferredTextField type="search" label={t.search} value={search.q} onChange={(text) => filter('q', text)} />
        <DeferredTextField label={t.product} value={search.product} onChange={(text) => filter('product', text)} />
        <SelectField
          label={t.language}
          value={query.language ?? ''}
          onChange={({ target }) => filter('language', target.value)}
        >
          <option value="">{t.all}</option>
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {t.languageNames[one]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t.channel}
          value={query.channel ?? ''}
          onChange={({ target }) => filter('channel', target.value)}
        >
          <option value="">{t.all}</option>
          {CHANNELS.map((one) => (
            <option key={one} value={one}>
              {t.channels[one]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t.availability}
          value={query.availability ?? ''}
          onChange={({ target }) => filter('availability', target.value)}
        >
          <option value="">{t.all}</option>
          {AVAILABILITIES.map((one) => (
            <option key={one} value={one}>
              {t.availabilities[one]}
            </option>
          ))}
        </SelectField>
      </Filters>
      <DataTable
        label={t.title}
        columns={columns}
        rows={agents}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={(agent) => setAgentId(agent.agentId)}
        empty={<EmptyState title={t.empty} hint={t.emptyHint} />}
      />
      {isRegistering && <RegisterAgentDialog onClose={() => setRegistering(false)} />}
      {agentId !== undefined && (
        <AgentDialog agentId={agentId} mayChange={mayChange} onClose={() => setAgentId(undefined)} />
      )}
    </Page>
  );
};
