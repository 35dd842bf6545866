import type { CallbackStatus } from '@ledgerdesk/domain';
import type { toCallbackEssentials } from './callback.view.js';
import { instant, objectOf, oneOf, orNull, text, whole } from '../platform/openapi/schema.js';
import { placeInLine, servedLanguage } from '../platform/openapi/domain-schemas.js';

type Essentials = ReturnType<typeof toCallbackEssentials>;

const essentials = {
  callbackId: text,
  status: oneOf(['waiting', 'taken', 'completed', 'cancelled', 'given-up'] satisfies CallbackStatus[]),
  ...placeInLine,
  product: text,
  servedLanguage,
  requestedAt: instant,
  attempts: whole,
  ticketId: orNull(text),
};

/** What routes on callbacks answer; only the agent who takes a call sees the number. */
export const CALLBACK_SCHEMAS = {
  CallbackEssentials: objectOf<Essentials>(essentials),
  CallbackToMake: objectOf<
    Essentials & {
      readonly teamId: string;
      readonly requesterId: string;
      readonly phone: string;
      readonly reason: string;
    }
  >({
    ...essentials,
    teamId: text,
    requesterId: text,
    phone: text,
    reason: text,
  }),
};
