import { derivedId, type CommandInput, ChatCommandMessage } from '@ledgerdesk/application';
import { type Chat, type ChatCommand, chatDecider } from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { type Actor, millisOf } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { agentActor, type Asker, memberActor, MINUTE, type ScenarioContext } from './scenario-context.js';
import { ISSUES, TicketScenario } from './ticket-scenario.js';
import { answerIn, bodyIn } from './words.js';

const CLOCK = { kind: 'engine', id: 'live-support' } as const;

/** One chat: joined or waited for in vain, talked through, ended by one of the two or by silence; its transcript becomes a ticket. */
export class ChatScenario {
  private readonly chatId: string;

  constructor(
    private readonly teller: ScenarioContext,
    private readonly asker: Asker,
    private readonly pod: SimulatedAgents,
    at: number,
  ) {
    this.chatId = derivedId('simulated-chat', teller.teamId, asker.memberId, String(at));
  }

  async start(at: number): Promise<void> {
    const {
      teller: { teamId, chance, products },
      asker: { memberId, language },
      chatId,
    } = this;
    const chat = await this.send(at, this.member, {
      type: 'StartChat',
      chatId,
      teamId,
      requesterId: memberId,
      product: chance.oneOf(products),
      issueType: chance.oneOf(ISSUES, 1.8),
      message: bodyIn(language, chance),
      language,
    });
    if (chat && chance.happens(0.9)) this.at(at + chance.around(3) * MINUTE, (when) => this.join(chat, when));
    else if (chat) this.endSilent(chat);
  }

  private get member(): Actor {
    return memberActor(this.teller.teamId, this.asker.memberId);
  }

  private at(when: number, act: (when: number) => Promise<void>): void {
    this.teller.agenda.put(when, () => act(when));
  }

  private async join(chat: Chat, at: number): Promise<void> {
    const agentId = await this.pod.take({ channel: 'chat', requestId: this.chatId }, chat.servedLanguage, at);
    if (agentId === undefined) return this.endSilent(chat);
    this.at(at + MINUTE, (when) =>
      this.teller.chance.happens(0.04) ? this.lose(agentId, when) : this.talk(agentId, when),
    );
  }

  /** The agent vanishes before the first word: whoever is free next joins. */
  private async lose(agentId: string, at: number): Promise<void> {
    await this.pod.vanish(agentId, at);
    const { state } = await this.teller.desk.parts.executor.streams.load(chatDecider, chatStream(this.chatId));
    if (state) this.at(at + MINUTE, (when) => this.join(state, when));
  }

  private async talk(agentId: string, at: number): Promise<void> {
    const {
      teller: { teamId, chance },
      asker: { memberId, language },
    } = this;
    const agent = { kind: 'agent', agentId } as const;
    const requester = { kind: 'requester', teamId, requesterId: memberId } as const;
    let chat = await this.send(at, agentActor(agentId), {
      type: 'PostChatMessage',
      speaker: agent,
      body: answerIn(language, chance),
    });
    for (let line = chance.whole(0, 3); line > 0; line--)
      chat = await this.send(at, this.member, {
        type: 'PostChatMessage',
        speaker: requester,
        body: bodyIn(language, chance),
      });
    if (chat && chance.happens(0.15)) return this.endSilent(chat);
    this.at(at + chance.around(4) * MINUTE, (when) => this.end(chance.happens(0.5) ? agent : requester, when));
  }

  private async end(speaker: Extract<ChatCommand, { type: 'EndChat' }>['speaker'], at: number): Promise<void> {
    this.goOn(
      await this.send(at, speaker.kind === 'agent' ? agentActor(speaker.agentId) : this.member, {
        type: 'EndChat',
        speaker,
      }),
      at,
    );
  }

  private endSilent({ endsAt }: Chat): void {
    if (endsAt !== null)
      this.at(millisOf(endsAt), async (when) =>
        this.goOn(await this.send(when, CLOCK, { type: 'EndSilentChat', endsAt }), when),
      );
  }

  private goOn(chat: Chat | undefined, at: number): void {
    if (chat?.ticketId) new TicketScenario(this.teller, this.asker, chat.ticketId).goOn(at);
  }

  private send(at: number, actor: Actor, input: CommandInput<ChatCommand>): Promise<Chat | undefined> {
    const { desk } = this.teller;
    return desk.send(chatStream(this.chatId), new ChatCommandMessage(desk.envelope(actor, at), this.chatId, input));
  }
}
