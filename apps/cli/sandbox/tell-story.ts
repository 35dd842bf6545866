import { addMillis, HOUR, type Instant, MINUTE } from '@ledgerdesk/kernel';
import { AGENTS, MEMBERS, TEAMS, type TeamId } from './people.js';
import type { SandboxCallers } from './sandbox-callers.js';
import { MONTH_START, STORY_END, type StoryTicket, storyTickets } from './story-tickets.js';

/** Tuesday, 1 September 2026, 10:00 in Tokyo: the sandbox's clock starts, and teams buy. */
export const STORY_START: Instant = '2026-09-01T01:00:00.000Z';

/** Something that happens in the story. */
interface Scene {
  readonly at: Instant;
  readonly play: () => Promise<unknown>;
}

const ANSWER = {
  en: 'Thank you for your request. We have found the cause and corrected it.',
  ja: 'お問い合わせありがとうございます。原因がわかり、修正いたしました。',
} as const;

/** The agent's answer to a ticket that is then put on hold. */
const INTERIM_ANSWER = {
  en: 'Thank you for your request. Our developers are looking into it, and we will write as soon as we know more.',
  ja: 'お問い合わせありがとうございます。開発部門が調査しております。わかり次第ご連絡いたします。',
} as const;

/** The story of a sandbox: each scene at its time, through the API. The same each time. */
class Story {
  private readonly ticketIds = new Map<number, string>();

  constructor(private readonly callers: SandboxCallers) {}

  async tell(): Promise<void> {
    await this.register();
    await this.buy();
    const scenes = [...storyTickets().flatMap((ticket) => this.scenesOf(ticket)), ...this.liveScenes()];
    for (const { at, play } of scenes.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      await this.moveTo(at);
      await play();
    }
    await this.moveTo(STORY_END);
  }

  /** Moves the sandbox's clock, and waits for what falls due on the way. */
  private async moveTo(to: Instant): Promise<void> {
    const operator = await this.callers.operator();
    const { data } = await operator.get('/v1/sandbox/clock');
    if (to <= data.now) return;
    const { data: moved } = await operator.post('/v1/sandbox/clock', { body: { to }, ...this.callers.nextKey() });
    if (moved.state !== 'done') throw new Error(`The clock did not reach ${to} in time.`);
  }

  private async register(): Promise<void> {
    const operator = await this.callers.operator();
    for (const team of TEAMS) {
      await operator.post('/v1/teams', { body: { ...team, products: [...team.products] }, ...this.callers.nextKey() });
      for (const member of MEMBERS[team.teamId])
        await operator.post('/v1/teams/{teamId}/members', {
          path: { teamId: team.teamId },
          body: { ...member, roles: [...member.roles], email: `${member.memberId}@${team.teamId}.example` },
          ...this.callers.nextKey(),
        });
    }
    for (const agent of AGENTS)
      await operator.post('/v1/desk/agents', {
        body: { ...agent, languages: [...agent.languages], products: [...agent.products] },
        ...this.callers.nextKey(),
      });
  }

  /** An administrator buys for acme, sales for globex, which may not buy by itself. */
  private async buy(): Promise<void> {
    const buyers = [
      ['acme', 'essentials', await this.callers.member('acme', 'aiko')],
      ['globex', 'enhanced', await this.callers.sales()],
    ] as const;
    for (const [teamId, edition, buyer] of buyers) {
      const path = { teamId };
      const { data } = await buyer.post('/v1/teams/{teamId}/add-ons/quotes', {
        path,
        body: { product: 'dropbox', edition },
        ...this.callers.nextKey(),
      });
      const body = { quoteId: data.quoteId };
      await buyer.post('/v1/teams/{teamId}/add-ons', { path, body, ...this.callers.nextKey() });
    }
  }

  private scenesOf(ticket: StoryTicket): readonly Scene[] {
    const after = (hours: number, play: Scene['play']): Scene => ({
      at: addMillis(ticket.openedAt, hours * HOUR),
      play,
    });
    const open = after(0, () => this.open(ticket));
    switch (ticket.outcome) {
      case 'open':
        return [open];
      case 'on-hold':
        return [open, after(0.4, () => this.answer(ticket, INTERIM_ANSWER)), after(0.5, () => this.hold(ticket))];
      case 'late':
        return [open, after(22, () => this.answer(ticket)), after(23, () => this.solve(ticket))];
      case 'discussed':
        return [
          open,
          after(0.3, () => this.answer(ticket)),
          after(0.6, () => this.reply(ticket)),
          after(0.9, () => this.answer(ticket)),
          after(2, () => this.solve(ticket)),
        ];
      case 'solved':
        return [open, after(0.5, () => this.answer(ticket)), after(1, () => this.solve(ticket))];
    }
  }

  private async open({ number, teamId, memberId, issueType, subject, body, language }: StoryTicket): Promise<void> {
    const requester = await this.callers.member(teamId, memberId);
    const { data } = await requester.post('/v1/tickets', {
      body: { product: 'dropbox', issueType, subject, body, language },
      ...this.callers.nextKey(),
    });
    this.ticketIds.set(number, data.ticketId);
  }

  private async answer(ticket: StoryTicket, texts: Readonly<Record<'en' | 'ja', string>> = ANSWER): Promise<void> {
    const agent = await this.callers.agent(ticket.agentId);
    const body = { body: texts[ticket.language] };
    await agent.post('/v1/desk/tickets/{ticketId}/answers', { ...this.command(ticket), body });
  }

  private async reply(ticket: StoryTicket): Promise<void> {
    const requester = await this.callers.member(ticket.teamId, ticket.memberId);
    const body = { body: ticket.language === 'ja' ? 'まだ直りません。' : 'It still does not work.' };
    await requester.post('/v1/tickets/{ticketId}/replies', { ...this.command(ticket), body });
  }

  private async hold(ticket: StoryTicket): Promise<void> {
    const agent = await this.callers.agent(ticket.agentId);
    const body = { reason: 'Waiting for the developers.' };
    await agent.post('/v1/desk/tickets/{ticketId}/hold', { ...this.command(ticket), body });
  }

  private async solve(ticket: StoryTicket): Promise<void> {
    const agent = await this.callers.agent(ticket.agentId);
    await agent.post('/v1/desk/tickets/{ticketId}/solution', { ...this.command(ticket), body: {} });
  }

  private command({ number }: StoryTicket) {
    return { path: { ticketId: this.ticketIds.get(number) ?? '' }, ...this.callers.nextKey() };
  }

  /** A chat, a callback, and the bookings of the quarter. */
  private liveScenes(): readonly Scene[] {
    return [
      { at: addMillis(MONTH_START, 26 * HOUR + 3 * MINUTE), play: () => this.book() },
      { at: addMillis(MONTH_START, 50 * HOUR + 7 * MINUTE), play: () => this.chat('globex', 'greta') },
      { at: addMillis(MONTH_START, 75 * HOUR + 11 * MINUTE), play: () => this.callBack('acme', 'aiko') },
    ];
  }

  private async book(): Promise<void> {
    const greta = await this.callers.member('globex', 'greta');
    await greta.post('/v1/hub/root-cause-sessions', {
      body: { consultantId: 'tom', startsAt: '2026-12-10T09:00:00.000Z' },
      ...this.callers.nextKey(),
    });
    const aiko = await this.callers.member('acme', 'aiko');
    await aiko.post('/v1/hub/consultations', {
      body: { consultantId: 'kenji', product: 'dropbox', startsAt: '2026-12-08T01:00:00.000Z' },
      ...this.callers.nextKey(),
    });
  }

  private async chat(teamId: TeamId, memberId: string): Promise<void> {
    const tom = await this.callers.agent('tom');
    const requester = await this.callers.member(teamId, memberId);
    const { data } = await requester.post('/v1/chats', {
      body: { product: 'dropbox', issueType: 'sync_upload', message: 'My folder does not sync.', language: 'en' },
      ...this.callers.nextKey(),
    });
    const path = { chatId: data.chatId };
    const says = (body: string) => ({ path, body: { body }, ...this.callers.nextKey() });
    await tom.post('/v1/desk/chats/next', { body: {}, ...this.callers.nextKey() });
    await tom.post('/v1/desk/chats/{chatId}/messages', says('Is there a message beside the folder?'));
    await requester.post('/v1/chats/{chatId}/messages', says('Yes: the disk is full.'));
    await tom.post('/v1/desk/chats/{chatId}/messages', says('Then make the folder online-only.'));
    await tom.post('/v1/desk/chats/{chatId}/end', { path, ...this.callers.nextKey() });
  }

  private async callBack(teamId: TeamId, memberId: string): Promise<void> {
    const kenji = await this.callers.agent('kenji');
    const requester = await this.callers.member(teamId, memberId);
    const { data } = await requester.post('/v1/callbacks', {
      body: { product: 'dropbox', phone: '+81 3-1234-5678', reason: 'Please explain the invoice.', language: 'en' },
      ...this.callers.nextKey(),
    });
    await kenji.post('/v1/desk/callbacks/next', { body: {}, ...this.callers.nextKey() });
    const path = { callbackId: data.callbackId };
    await kenji.post('/v1/desk/callbacks/{callbackId}/completion', { path, ...this.callers.nextKey() });
  }
}

/** Fills an engine whose clock stands at STORY_START: teams, members, agents, and a month of support. */
export const tellStory = (callers: SandboxCallers): Promise<void> => new Story(callers).tell();
