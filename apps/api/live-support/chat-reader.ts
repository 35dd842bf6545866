import { CommandExecutor, LiveTickets, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { type Chat, chatDecider } from '@ledgerdesk/domain';
import { type StoredEvent, streamPagesOf } from '@ledgerdesk/event-store';
import { chatStream } from '@ledgerdesk/events';
import { MAX_PAGE, namedAgent } from '@ledgerdesk/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { PageQuery } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { parseRevision } from '../platform/http/revision.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { type ChatUpdate, type NamedChatUpdate, toChatUpdates } from './chat.view.js';
import { RequestParties } from './request-parties.js';

/** A page of a chat. `next` is the revision of its last event, absent on the last page. */
export interface ChatUpdates {
  readonly updates: readonly NamedChatUpdate[];
  readonly next?: string;
}

/** Characters of messages on a page. */
const MAX_CHARACTERS = 500_000;
/** Limits of one read. */
const PER_READ = { limit: 200, maxBytes: 262_144 };

/** The chat if it is the member's, or if `member` is undefined. */
const visibleTo = (member: MemberRef | undefined, chat: Chat | undefined): Chat | undefined =>
  !member || (chat?.teamId === member.teamId && chat.requesterId === member.memberId) ? chat : undefined;

/** Reads chats from their streams, so that both sides see a message without waiting for a read model. */
@Injectable()
export class ChatReader {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly tickets: LiveTickets,
    private readonly parties: RequestParties,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  /** A chat of the member, or any chat if `member` is undefined (V4). Throws Problem if there is none. */
  async get(chatId: string, member: MemberRef | undefined): Promise<Chat> {
    const chat = await this.executor.views.decide(
      async (read) => visibleTo(member, (await read(chatDecider, chatStream(chatId))).state),
      (visible) => visible === undefined,
    );
    if (!chat) throw new Problem(404, 'chat-not-found', 'Chat not found.', { rule: 'V4' });
    return chat;
  }

  async lastRevision(chatId: string): Promise<number> {
    return (await this.executor.views.load(chatDecider, chatStream(chatId))).revision;
  }

  /**
   * The update of an event in a chat's stream. Empty for event types that are not shown. Only the first version of
   * `ChatEnded` may name a ticket that is never opened; that of a later one may be opened a moment after the event.
   */
  private async updatesOf(event: StoredEvent): Promise<readonly ChatUpdate[]> {
    const updates = toChatUpdates(event);
    if (event.type !== 'ChatEnded' || event.version > 1) return updates;
    return Promise.all(updates.map((update) => this.tickets.withExistingTicket(update)));
  }

  /** The updates of events, each with the revision of its event. */
  async updatesWithRevisions(
    events: readonly StoredEvent[],
  ): Promise<readonly (NamedChatUpdate & { readonly revision: number })[]> {
    const updates = events.map(async (event) =>
      (await this.updatesOf(event)).map((update) => ({ ...update, revision: event.revision })),
    );
    return this.withNames((await Promise.all(updates)).flat());
  }

  /**
   * A page of messages and changes, oldest first, after `cursor`, as of the revision `upTo`. Throws Problem for a
   * malformed cursor.
   */
  async updates(chatId: string, page: PageQuery = {}, upTo = Number.MAX_SAFE_INTEGER): Promise<ChatUpdates> {
    const { updates, ...rest } = await this.unnamedUpdates(chatId, page, upTo);
    return { updates: await this.withNames(updates), ...rest };
  }

  private async withNames<Update extends ChatUpdate>(
    updates: readonly Update[],
  ): Promise<readonly (Update & NamedChatUpdate)[]> {
    const names = await this.parties.agents(updates.map(({ agentId }) => agentId));
    return updates.map((update) => ({ ...update, agent: namedAgent(update.agentId, names) }));
  }

  private async unnamedUpdates(
    chatId: string,
    { cursor, limit = MAX_PAGE }: PageQuery,
    upTo: number,
  ): Promise<{ readonly updates: readonly ChatUpdate[]; readonly next?: string }> {
    const updates: ChatUpdate[] = [];
    let last = cursor === undefined ? -1 : revisionIn(cursor);
    let characters = 0;
    for await (const events of streamPagesOf(this.log, chatStream(chatId), { ...PER_READ, from: last + 1 }))
      for (const event of events) {
        if (event.revision > upTo) return { updates };
        const added = await this.updatesOf(event);
        characters += added.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);
        if (updates.length + added.length > limit || (characters > MAX_CHARACTERS && updates.length > 0))
          return { updates, next: String(last) };
        updates.push(...added);
        last = event.revision;
      }
    return { updates };
  }
}

/** The revision in a cursor. Throws Problem for any other text. */
const revisionIn = (cursor: string): number => {
  const revision = parseRevision(cursor);
  if (revision !== undefined) return revision;
  throw new Problem(
    400,
    'cursor-malformed',
    'The cursor is malformed or belongs to a list with another order. Repeat the request without a cursor.',
  );
};
