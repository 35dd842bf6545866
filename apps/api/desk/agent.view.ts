import type { Agent, Policies } from '@ledgerdesk/domain';

export const toAgent = (
  { agentId, retired, languages, products, channels, availability, takes, engaged }: Agent,
  { policy }: Policies,
) => ({
  agentId,
  retired,
  languages,
  products,
  channels,
  availability,
  takes,
  engaged: engaged && { channel: engaged.channel, requestId: engaged.requestId },
  heartbeatSeconds: policy.heartbeatSeconds,
});
