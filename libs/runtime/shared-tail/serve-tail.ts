import type { MessagePort } from 'node:worker_threads';
import { type RecentEvents, SUBSCRIPTION_PAGE } from '@ledgerdesk/event-store';
import type { PageRequest, TailMessage } from './messages.js';

/**
 * Gives another thread the newest events of a log, page by page as it asks for them. Follows the log until it is
 * closed or the other thread has closed its port.
 *
 * @example
 * const { port1, port2 } = new MessageChannel();
 * serveTail(log.tail, port1);
 * new Worker(script, { workerData: { tail: port2 }, transferList: [port2] });
 */
export const serveTail = (tail: RecentEvents, port: MessagePort): void => {
  let isTold = false;
  const send = (message: TailMessage): void => port.postMessage(message);
  const changes = tail.changes.subscribe({
    next: () => {
      if (!isTold) send({ kind: 'news' });
      isTold = true;
    },
    complete: () => send({ kind: 'closed' }),
  });
  port.on('message', ({ request, after }: PageRequest) => {
    isTold = false;
    send({ kind: 'page', request, page: tail.page(after, {}, SUBSCRIPTION_PAGE) });
  });
  port.once('close', () => changes.unsubscribe());
  port.unref();
};
