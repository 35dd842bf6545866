import { derivedId, type CommandInput, ChatCommandMessage } from '@ledgerdesk/application';
import {
  type Chat,
  CHAT_SAMPLES,
  type ChatCommand,
  chatDecider,
  type ChatParticipant,
  inputFrom,
  japaneseDeskClosesAt,
} from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { type Actor, instantOf, millisOf, MINUTE } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { agentActor, type SimulatedMember, memberActor, type ScenarioContext } from './scenario-context.js';
import { ISSUE_TYPES, TicketScenario } from './ticket-scenario.js';
import { answerIn, bodyIn } from './sample-texts.js';

const chatInput = inputFrom(CHAT_SAMPLES);
const ENGINE = { kind: 'engine', id: 'live-support' } as const;

/** Simulates one chat: an agent may join, either side or a timeout ends it, and its transcript becomes a ticket. */
export class ChatScenario {
  private readonly chatId: string;

  constructor(
    private readonly context: ScenarioContext,
    private readonly member: SimulatedMember,
    private readonly agents: SimulatedAgents,
    at: number,
  ) {
    this.chatId = derivedId('simulated-chat', context.teamId, member.memberId, String(at));
  }

  async start(at: number): Promise<void> {
    const {
      context: { teamId, random, products },
      member: { memberId, language },
      chatId,
    } = this;
    const start = chatInput('StartChat', {
      chatId,
      teamId,
      requesterId: memberId,
      product: random.pick(products),
      issueType: random.pick(ISSUE_TYPES, 1.8),
      message: bodyIn(language, random),
      language,
    });
    const chat = await this.send(at, this.actor, start);
    if (chat) this.member.liveRequests.push(this.liveRequest);
    if (chat?.servedLanguage === 'ja') this.serveInEnglishFrom(at);
    if (chat && random.chance(0.9))
      this.context.queue.schedule(at + random.logNormal(3) * MINUTE, (later) => this.join(chat, later));
    else if (chat) this.endByTimeout(chat);
  }

  /** L4: sends what the engine sends when the Japanese desk closes. Changes nothing unless the chat still waits. */
  private serveInEnglishFrom(at: number): void {
    const { queue, team } = this.context;
    const deskClosedAt = japaneseDeskClosesAt(instantOf(at), team.services.policies.at(instantOf(at)));
    if (deskClosedAt !== undefined)
      queue.schedule(millisOf(deskClosedAt), async (later) => {
        await this.send(later, ENGINE, { type: 'ServeChatInEnglish', deskClosedAt });
      });
  }

  private get liveRequest() {
    return { channel: 'chat', requestId: this.chatId } as const;
  }

  private get actor(): Actor {
    return memberActor(this.context.teamId, this.member.memberId);
  }

  private async join(chat: Chat, at: number): Promise<void> {
    const agentId = await this.agents.take(this.liveRequest, chat.servedLanguage, at);
    if (agentId === undefined) return this.endByTimeout(chat);
    this.context.queue.schedule(at + MINUTE, (later) => this.serve(chat, agentId, later));
  }

  private async serve(chat: Chat, agentId: string, at: number): Promise<void> {
    const { random } = this.context;
    if (random.chance(0.04)) return this.loseAgent(agentId, at);
    return random.chance(0.1) ? this.handOver(chat, agentId, at) : this.talk(agentId, at);
  }

  private async handOver(chat: Chat, agentId: string, at: number): Promise<void> {
    const receiver = await this.agents.handOver(this.liveRequest, agentId, chat.servedLanguage, at);
    const later = at + MINUTE;
    this.context.queue.schedule(later, () =>
      receiver === undefined ? this.join(chat, later) : this.talk(receiver, later),
    );
  }

  /** Simulates an agent who disconnects before the first message. The next idle agent joins. */
  private async loseAgent(agentId: string, at: number): Promise<void> {
    await this.agents.vanish(agentId, at);
    const { state } = await this.context.team.services.executor.streams.load(chatDecider, chatStream(this.chatId));
    if (state) this.context.queue.schedule(at + MINUTE, (later) => this.join(state, later));
  }

  private async talk(agentId: string, at: number): Promise<void> {
    const {
      context: { teamId, random },
      member: { memberId, language },
    } = this;
    const agent = { kind: 'agent', agentId } as const;
    const requester = { kind: 'requester', teamId, requesterId: memberId } as const;
    const message = (speaker: ChatParticipant, body: string) => chatInput('PostChatMessage', { speaker, body });
    let chat = await this.send(at, agentActor(agentId), message(agent, answerIn(language, random)));
    for (let replies = random.integer(0, 3); replies > 0; replies--)
      chat = await this.send(at, this.actor, message(requester, bodyIn(language, random)));
    if (chat && random.chance(0.15)) return this.endByTimeout(chat);
    this.context.queue.schedule(at + random.logNormal(4) * MINUTE, (later) =>
      this.end(random.chance(0.5) ? agent : requester, later),
    );
  }

  private async end(speaker: ChatParticipant, at: number): Promise<void> {
    const actor = speaker.kind === 'agent' ? agentActor(speaker.agentId) : this.actor;
    this.continueAsTicket(await this.send(at, actor, chatInput('EndChat', { speaker })), at);
  }

  private endByTimeout({ endsAt }: Chat): void {
    if (endsAt !== null)
      this.context.queue.schedule(millisOf(endsAt), async (later) =>
        this.continueAsTicket(await this.send(later, ENGINE, chatInput('EndSilentChat', { endsAt })), later),
      );
  }

  private continueAsTicket(chat: Chat | undefined, at: number): void {
    if (chat?.ticketId) new TicketScenario(this.context, this.member, chat.ticketId).continueFromLiveSupport(at);
  }

  private send(at: number, actor: Actor, input: CommandInput<ChatCommand>): Promise<Chat | undefined> {
    const { team } = this.context;
    return team.send(chatStream(this.chatId), new ChatCommandMessage(team.envelope(actor, at), this.chatId, input));
  }
}
