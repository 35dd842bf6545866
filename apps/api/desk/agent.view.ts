import type { Agent, Policies } from '@ledgerdesk/domain';

/** What an agent is told of themselves; `engaged`: what they have in hand. */
export const toAgent = (
  { agentId, languages, products, channels, availability, takes, engaged }: Agent,
  { policy }: Policies,
) => ({
  agentId,
  languages,
  products,
  channels,
  availability,
  takes,
  engaged: engaged && { channel: engaged.channel, requestId: engaged.requestId },
  heartbeatSeconds: policy.heartbeatSeconds,
});
