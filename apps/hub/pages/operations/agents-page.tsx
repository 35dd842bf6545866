import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { oneOf } from '../../app/search-values.js';
import { Badge, type Tone } from '../../design/badge.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import { SERVED_LANGUAGES } from '../../texts/served-languages.js';
import { TimeText } from '../../time/time-text.js';
import { AgentDialog } from './agent-dialog.js';
import { AgentFilters, type AgentQuery, AVAILABILITIES } from './agent-filters.js';
import { LIVE_CHANNELS } from './agent-skills.js';
import { agentsTexts } from './agents.texts.js';
import { FirstSteps } from './first-steps.js';
import { RegisterAgentDialog } from './register-agent-dialog.js';

type Agent = ItemOf<'/v1/desk/agents'>;

const route = getRouteApi('/agents');
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
  const names = useClassificationNames();
  const languageName = useLanguageName();
  return useMemo(
    () => [
      { id: 'name', name: t.name, onCard: 'title', render: nameOf },
      {
        id: 'languages',
        name: t.languages,
        render: ({ languages }) => languages.map(languageName).join(', '),
      },
      { id: 'products', name: t.products, render: ({ products }) => joined(products.map(names.product), ', ') },
      {
        id: 'channels',
        name: t.liveChannels,
        onCard: 'hidden',
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
        width: '224px',
        onCard: 'hidden',
        render: ({ lastSeenAt }) => lastSeenAt !== null && <TimeText at={lastSeenAt} />,
      },
    ],
    [t, names, languageName],
  );
};

/** Searches agents, registers and changes them. */
export const AgentsPage = () => {
  const t = useTexts(agentsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const mayChange = useSelf().may.administration.allowed;
  const columns = useColumns();
  const { dialog, agent, ...filters } = search;
  const query: AgentQuery = {
    q: filters.q,
    product: filters.product,
    language: oneOf(SERVED_LANGUAGES, filters.language),
    channel: oneOf(LIVE_CHANNELS, filters.channel),
    availability: oneOf(AVAILABILITIES, filters.availability),
  };
  const isFiltered = Object.values(query).some((value) => value !== undefined);
  const agents = usePages(['agents', 'list', query], (cursor, options) =>
    client.get('/v1/desk/agents', { query: { ...query, cursor }, ...options }),
  );
  const show = (change: typeof search, replace = false): void =>
    void navigate({ to: '/agents', search: { ...filters, ...change }, replace });
  return (
    <Page
      title={t.title}
      isWide
      actions={
        mayChange && (
          <CommandButton weight="primary" onClick={() => show({ dialog: 'register' })}>
            {t.register}
          </CommandButton>
        )
      }
    >
      <FirstSteps />
      <AgentFilters query={query} onFilter={(change) => show(change, true)} />
      <DataTable
        label={t.title}
        columns={columns}
        rows={agents}
        idOf={idOf}
        nameOf={nameOf}
        openId={agent}
        onOpen={({ agentId }) => show({ agent: agentId })}
        empty={<EmptyState title={t.empty} hint={isFiltered ? t.emptyFiltered : t.emptyHint} />}
      />
      {dialog === 'register' && mayChange && <RegisterAgentDialog onClose={() => show({})} />}
      {agent !== undefined && <AgentDialog agentId={agent} mayChange={mayChange} onClose={() => show({})} />}
    </Page>
  );
};
