import type { ReadableLog } from '@ledgerdesk/event-store';
import { endWithError } from '../protocol/calls.js';
import { type ResolvedEvent, resolveLinks } from '../protocol/links.js';
import type { Message } from './member.js';
import type { ReadCall } from './read-call.js';
import { DeliveryMessage } from './read-responses.js';

/** The dependencies of link resolution. */
export interface LinkContext {
  readonly log: ReadableLog;
  /** The time, as an ISO instant. */
  readonly now: () => string;
}

const send = (call: ReadCall, resolved: ResolvedEvent, retries: number): void => {
  if (!call.cancelled) call.write(new DeliveryMessage(resolved, retries));
};

/** Returns a function that sends messages in order, after resolving their links if `resolve` is set. */
export const messageSender = (call: ReadCall, { log, now }: LinkContext, resolve: boolean) => {
  let previous = Promise.resolve();
  const sendResolved = async ({ event, retries }: Message): Promise<void> => {
    for (const resolved of await resolveLinks(log, [event], true, Date.parse(now()))) send(call, resolved, retries);
  };
  return (message: Message): void => {
    if (resolve)
      previous = previous.then(() => sendResolved(message)).catch((error: unknown) => endWithError(call, error));
    else send(call, { event: message.event }, message.retries);
  };
};
