import type { CommandSamples } from '../samples.js';
import type { CallbackCommand } from './commands.js';

const byRequester = { teamId: 'acme', requesterId: 'aiko' };
const byAgent = { agentId: 'kenji' };
const engagement = { engagementId: 'e-1' };

/** Sample commands on a callback. */
export const CALLBACK_SAMPLES: CommandSamples<CallbackCommand> = {
  RequestCallback: {
    payload: {
      callbackId: 'c-1',
      ...byRequester,
      product: 'dropbox',
      phone: '+81312345678',
      reason: 'Please call us back.',
      language: 'ja',
    },
    variants: [{ ticketId: 't-1' }, { issueType: 'signin_access', phoneKind: 'toll-free' }],
    repeat: 'refused',
  },
  CancelCallback: { payload: byRequester },
  TakeCallback: { payload: { ...byAgent, ...engagement } },
  ReturnCallback: { payload: engagement },
  TransferCallback: { payload: { agentId: 'yuki', engagementId: 'e-2', transferOf: 'e-1' } },
  TransferCallbackToQueue: { payload: byAgent, repeat: 'refused' },
  CompleteCallback: { payload: byAgent },
  EraseCallback: { payload: {} },
  WithdrawCallback: { payload: {} },
  ServeCallbackInEnglish: { payload: { deskClosedAt: '2026-11-27T08:00:00.000Z' } },
  RecordUnansweredCallback: { payload: byAgent, repeat: 'refused' },
};
