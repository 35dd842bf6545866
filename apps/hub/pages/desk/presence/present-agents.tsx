import { useResource } from '../../../api/resource.js';
import { useSelf } from '../../../session/self.js';
import { useLanguage } from '../../../texts/language-context.js';
import { agentsResource } from '../desk-resources.js';
import { type PresentAgent, usePresentAgents } from './presence-store.js';

/** Names of the other agents on a ticket; undefined where there is none. */
interface PresentNames {
  readonly viewing: string | undefined;
  readonly writing: string | undefined;
}

/** Who else has a ticket open, and who writes on it. */
export const usePresentNames = (ticketId: string): PresentNames => {
  const { id } = useSelf();
  const { language } = useLanguage();
  const others = usePresentAgents(ticketId).filter(({ agentId }) => agentId !== id);
  const { data } = useResource(agentsResource, { enabled: others.length > 0 });
  const nameOf = (agentId: string): string => data?.items.find((agent) => agent.agentId === agentId)?.name ?? agentId;
  const namesOf = (activity: PresentAgent['activity']): string | undefined => {
    const names = others.filter((agent) => agent.activity === activity).map(({ agentId }) => nameOf(agentId));
    return names.length === 0 ? undefined : new Intl.ListFormat(language, { style: 'short' }).format(names);
  };
  return { viewing: namesOf('viewing'), writing: namesOf('writing') };
};
