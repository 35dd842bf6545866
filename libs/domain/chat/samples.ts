import type { CommandSamples } from '../samples.js';
import type { ChatCommand, ChatParticipant } from './commands.js';

const requester = { teamId: 'acme', requesterId: 'aiko' };
const engagement = { engagementId: 'e-1' };
const byRequester: ChatParticipant = { kind: 'requester', ...requester };
const byAgent: ChatParticipant = { kind: 'agent', agentId: 'kenji' };

/** Sample commands on a chat. */
export const CHAT_SAMPLES: CommandSamples<ChatCommand> = {
  StartChat: {
    payload: {
      chatId: 'ch-1',
      ...requester,
      product: 'dropbox',
      issueType: 'sync_upload',
      message: 'Help.',
      language: 'ja',
    },
    repeat: 'refused',
  },
  JoinChat: { payload: { agentId: 'kenji', ...engagement } },
  ReturnChat: { payload: engagement },
  TransferChat: { payload: { agentId: 'yuki', engagementId: 'e-2', transferOf: 'e-1' } },
  TransferChatToQueue: { payload: { agentId: 'kenji' }, repeat: 'refused' },
  PostChatMessage: {
    payload: { speaker: byRequester, body: 'Hello.' },
    variants: [{ speaker: byAgent }],
    repeat: 'recorded',
  },
  EndChat: { payload: { speaker: byRequester }, variants: [{ speaker: byAgent }] },
  EraseChat: { payload: {} },
  WithdrawChat: { payload: {} },
  ServeChatInEnglish: { payload: { deskClosedAt: '2026-11-27T08:00:00.000Z' } },
  EndSilentChat: { payload: { endsAt: '2026-11-27T07:40:00.000Z' } },
};
