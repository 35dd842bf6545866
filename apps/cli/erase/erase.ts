import { createClient, type LedgerdeskClient } from '@ledgerdesk/client';
import type { ErasableSubject } from '@ledgerdesk/events';
import { setTimeout as delay } from 'node:timers/promises';

/** The person to erase, and the engine that does it. */
export interface ErasureRequest {
  readonly kind: ErasableSubject;
  readonly id: string;
  readonly url: string;
  readonly token: string;
}

const POLL_MS = 500;

const clientOf = ({ url, token }: ErasureRequest): LedgerdeskClient => createClient({ url, token });

const numbered = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What an erasure would touch, as lines for an operator. Nothing is recorded. */
export const previewErasure = async (request: ErasureRequest): Promise<readonly string[]> => {
  const { kind, id } = request;
  const { data } = await clientOf(request).post('/v1/privacy/erasures/preview', { body: { kind, id } });
  const { erasable, tickets, openTickets, chats, callbacks, inquiries, mails } = data;
  return [
    `The erasure of the ${kind} ${id} touches ${numbered(tickets, 'ticket')} (${openTickets} open), ` +
      `${numbered(chats, 'chat')}, ${numbered(callbacks, 'callback')}, ` +
      `${inquiries} ${inquiries === 1 ? 'inquiry' : 'inquiries'} and ${numbered(mails, 'mail')}.`,
    erasable
      ? 'It cannot be undone. Repeat the command with --yes to erase the person.'
      : 'The log holds clear text of the person: make a sealed copy with "ledgerdesk reseal" first.',
  ];
};

/** Requests the erasure and waits until it is completed. Returns what was erased, as a line. */
export const erase = async (request: ErasureRequest): Promise<string> => {
  const client = clientOf(request);
  const { kind, id } = request;
  const requested = await client.post('/v1/privacy/erasures', { body: { kind, id } });
  const params = { erasureId: requested.data.erasureId };
  for (;;) {
    const { data } = await client.get('/v1/privacy/erasures/{erasureId}', { path: params, after: requested.position });
    if (data.erased) {
      const { tickets, chats, callbacks, inquiries } = data.erased;
      const unreached = data.unreachedKeyBackups.map(({ place }) => place);
      return (
        `The ${kind} ${id} is erased (${data.erasureId}): ${numbered(tickets, 'ticket')}, ` +
        `${numbered(chats, 'chat')}, ${numbered(callbacks, 'callback')}, ` +
        `${inquiries} ${inquiries === 1 ? 'inquiry' : 'inquiries'}.` +
        (unreached.length === 0
          ? ''
          : ` The key may still be in backups: the engine does not reach ${unreached.join(', ')}.`)
      );
    }
    await delay(POLL_MS);
  }
};
