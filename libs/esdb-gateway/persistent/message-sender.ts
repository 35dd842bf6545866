import type { ReadableLog } from '../../event-store/port.js';
import { type Resolved, resolved } from '../protocol/links.js';
import type { Message } from './member.js';
import { DeliveryMessage } from './read-responses.js';
import { fail, type ReadCall } from '../server/calls.js';

/** What links are followed with. */
export interface LinkContext {
  readonly log: ReadableLog;
  /** An ISO instant. */
  readonly now: () => string;
}

const send = (call: ReadCall, found: Resolved, retries: number): void => {
  if (!call.cancelled) call.write(new DeliveryMessage(found, retries));
};

/** Sends events as they are delivered; where links are followed, what they lead to is looked up first, one after the other. */
export const sendingTo = (call: ReadCall, { log, now }: LinkContext, resolveLinks: boolean) => {
  let sent = Promise.resolve();
  const follow = async ({ event, retries }: Message): Promise<void> => {
    for (const found of await resolved(log, [event], true, Date.parse(now()))) send(call, found, retries);
  };
  return (message: Message): void => {
    if (resolveLinks) sent = sent.then(() => follow(message)).catch((fault: unknown) => fail(call, fault));
    else send(call, { event: message.event }, message.retries);
  };
};
