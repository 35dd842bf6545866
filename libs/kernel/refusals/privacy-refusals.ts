import type { RefusalDeclaration } from './declaration.js';

/** Refusals of erasures, and of what comes after them. */
export const PRIVACY_REFUSALS = {
  'agent-erased': {
    reason: 'conflict',
    cause: 'The personal data of the agent is erased.',
    remedy: 'Register another agent, with another id.',
  },
  'consultant-erased': {
    reason: 'conflict',
    cause: 'The data of the consultant is erased.',
    remedy: 'Choose another consultant.',
  },
  'erasure-not-found': {
    reason: 'not-found',
    cause: 'There is no such erasure.',
    remedy: 'Use the id that `POST /v1/privacy/erasures` returned.',
  },
  'inquiry-erased': {
    reason: 'conflict',
    cause: 'The member who asked is erased, and the inquiry with them.',
    remedy: 'None: the inquiry is closed.',
  },
  'member-erased': {
    reason: 'conflict',
    cause: 'The personal data of the member is erased.',
    remedy: 'Add the person as a new member, with another id.',
  },
  'subject-erased': {
    reason: 'conflict',
    cause: 'The personal data of the person whom the request is about is erased.',
    remedy: 'None: nothing personal is recorded about them any more.',
  },
  'subject-in-clear': {
    reason: 'conflict',
    cause: 'The log holds personal data of the person in clear text, which no key can erase.',
    remedy: 'Make a sealed copy of the log with `ledgerdesk reseal`, run the engine on it, and repeat the request.',
  },
  'subject-not-found': {
    reason: 'not-found',
    cause: 'The log knows no such person.',
    remedy: 'Check the kind and the id. The id of a member is `<team id>.<member id>`.',
  },
  'ticket-erased': {
    reason: 'conflict',
    cause: 'The requester of the ticket is erased, and the texts of the ticket with them.',
    remedy: 'None: the ticket is closed.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
