import { CommandExecutor, EVENT_STORE } from '@ledgerdesk/application';
import { type Chat, chatDecider } from '@ledgerdesk/domain';
import type { EventStore } from '@ledgerdesk/event-store';
import { chatStream } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { type ChatUpdate, toChatUpdates } from './chat.view.js';

/** Reads chats from their streams, so that both sides see a message without waiting for a read model. */
@Injectable()
export class ChatReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** A chat of the member, or any chat if `member` is undefined (V4). Throws Problem if there is none. */
  async get(chatId: string, member: MemberRef | undefined): Promise<Chat> {
    const { state: chat } = await this.executor.streams.load(chatDecider, chatStream(chatId));
    const isOwn = chat?.teamId === member?.teamId && chat?.requesterId === member?.memberId;
    if (!chat || (member && !isOwn)) throw new Problem(404, 'chat-not-found', 'Chat not found.', { rule: 'V4' });
    return chat;
  }

  async lastRevision(chatId: string): Promise<number> {
    return (await this.executor.streams.load(chatDecider, chatStream(chatId))).revision;
  }

  /** All messages and changes, oldest first. */
  async updates(chatId: string): Promise<readonly ChatUpdate[]> {
    return (await this.store.readStream(chatStream(chatId))).flatMap(toChatUpdates);
  }
}
