import { CommandExecutor, EVENT_STORE } from '@ledgerdesk/application';
import { type Chat, chatDecider } from '@ledgerdesk/domain';
import type { EventStore } from '@ledgerdesk/event-store';
import { chatStream } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { type ChatUpdate, toChatUpdates } from './chat.view.js';

/** Chats as their streams have them: whoever is talking waits for no read model. */
@Injectable()
export class ChatReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** V4: one of the member's own, or any for the desk (no member); throws for every other. */
  async one(chatId: string, member: MemberRef | undefined): Promise<Chat> {
    const { state: chat } = await this.executor.streams.load(chatDecider, chatStream(chatId));
    const isOwn = chat?.teamId === member?.teamId && chat?.requesterId === member?.memberId;
    if (!chat || (member && !isOwn)) throw new Problem(404, 'chat-not-found', 'There is no such chat.', { rule: 'V4' });
    return chat;
  }

  async lastRevision(chatId: string): Promise<number> {
    return (await this.executor.streams.load(chatDecider, chatStream(chatId))).revision;
  }

  /** Everything that happened in it, from its first message on. */
  async updatesIn(chatId: string): Promise<readonly ChatUpdate[]> {
    return (await this.store.readStream(chatStream(chatId))).flatMap(toChatUpdates);
  }
}
