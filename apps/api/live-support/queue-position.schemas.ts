import { SUPPORT_TERMS } from '@ledgerdesk/events';
import { boolean, dateTime, enumOf, nullable, valueLike } from '../platform/openapi/schema.js';

const NOT_KNOWN = 'Null if not waiting or not known: replies to messages, and those to agents, do not look it up.';

/** K4, L6, L7: how a live request waits, and on which terms. */
export const queuePosition = {
  terms: enumOf(SUPPORT_TERMS, 'Premium terms, or standard support, which is served after all premium requests.'),
  resumesAt: nullable(
    dateTime(),
    'When agents can take the waiting request again: at the next opening, or after the pause that follows an ' +
      'unanswered call. Null if they can take it now.',
    null,
  ),
  position: nullable({ ...valueLike(2), minimum: 1 }, `Position in the queue, from 1. ${NOT_KNOWN}`),
  expectedWaitSeconds: nullable(
    { ...valueLike(120), minimum: 0 },
    'Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from ' +
      '`resumesAt` if that is later. Null if none was served yet, and where `position` is. Without an available ' +
      'agent, nobody knows: see `agentsAvailable`.',
  ),
  agentsAvailable: nullable(
    boolean(),
    `Whether an agent who serves the queue is available, also one who works on another request. ${NOT_KNOWN}`,
  ),
};
