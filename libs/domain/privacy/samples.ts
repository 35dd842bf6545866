import type { CommandSamples } from '../samples.js';
import type { PrivacyCommand } from './decide.js';

/** Sample commands on the erasure of a person. */
export const PRIVACY_SAMPLES: CommandSamples<PrivacyCommand> = {
  RequestErasure: {
    payload: { erasureId: 'er-1', kind: 'member', subjectId: 'acme.aiko', teamId: 'acme' },
    variants: [{ kind: 'agent', subjectId: 'kenji', teamId: null }],
  },
  CompleteErasure: { payload: { erased: { tickets: 12, chats: 2, callbacks: 1, inquiries: 1 } } },
};
