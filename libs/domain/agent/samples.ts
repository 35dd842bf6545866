import type { CommandSamples } from '../samples.js';
import type { AgentCommand } from './commands.js';

const engagement = { engagementId: 'e-1' };

/** Sample commands on an agent. */
export const AGENT_SAMPLES: CommandSamples<AgentCommand> = {
  RegisterAgent: {
    payload: { agentId: 'kenji', name: 'Kenji Mori', languages: ['en'], products: ['dropbox'] },
    repeat: 'refused',
  },
  ChangeAgent: {
    payload: { name: 'Kenji Mori-Sato', languages: ['en', 'ja'], products: ['dropbox', 'dash'], retired: true },
    variants: [{ retired: false }],
    repeat: 'recorded',
  },
  EraseAgent: { payload: {} },
  SetAgentAvailability: { payload: { availability: 'available' } },
  EngageAgent: {
    payload: { agentId: 'kenji', ...engagement, request: { channel: 'chat', requestId: 'ch-1' }, pushed: true },
  },
  ReceiveTransfer: {
    payload: {
      agentId: 'kenji',
      ...engagement,
      request: { channel: 'chat', requestId: 'ch-1' },
      fromAgentId: 'yuki',
    },
    repeat: 'refused',
  },
  ReleaseAgent: { payload: { ...engagement, reason: 'finished' } },
  RecordAgentVanished: { payload: {} },
};
