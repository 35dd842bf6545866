import type { Schemas } from '@ledgerdesk/client';
import type { Channel } from './live-resources.js';

/** What a request asks of the agent who takes it. */
interface Asked {
  readonly channel: Channel;
  readonly productId: string;
  readonly servedLanguage: 'en' | 'ja';
}

type Agent = Pick<Schemas['AgentPage']['items'][number], 'takes' | 'products' | 'languages'>;

/** Returns true if an agent is available for a request, whether they are free now or work on another one. */
export const isAvailableFor = ({ channel, productId, servedLanguage }: Asked, agent: Agent): boolean =>
  agent.takes.includes(channel) && agent.products.includes(productId) && agent.languages.includes(servedLanguage);
