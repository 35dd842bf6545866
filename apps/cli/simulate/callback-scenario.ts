import { derivedId, type CommandInput, CallbackCommandMessage } from '@ledgerdesk/application';
import {
  type Callback,
  CALLBACK_SAMPLES,
  type CallbackCommand,
  inputFrom,
  japaneseDeskClosesAt,
} from '@ledgerdesk/domain';
import { callbackStream } from '@ledgerdesk/events';
import { type Actor, HOUR, instantOf, millisOf, MINUTE } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { agentActor, type SimulatedMember, memberActor, type ScenarioContext } from './scenario-context.js';
import { TicketScenario } from './ticket-scenario.js';

const callbackInput = inputFrom(CALLBACK_SAMPLES);
const ENGINE = { kind: 'engine', id: 'live-support' } as const;
const NUMBERS = { ja: '+81312345678', en: '+12125550123' } as const;

/** Simulates one callback: an agent takes it and calls; after too many unanswered calls it becomes a ticket. */
export class CallbackScenario {
  private readonly callbackId: string;

  constructor(
    private readonly context: ScenarioContext,
    private readonly member: SimulatedMember,
    private readonly agents: SimulatedAgents,
    at: number,
  ) {
    this.callbackId = derivedId('simulated-callback', context.teamId, member.memberId, String(at));
  }

  async request(at: number): Promise<void> {
    const {
      context: { teamId, random, products },
      member: { memberId, language },
      callbackId,
    } = this;
    const request = callbackInput('RequestCallback', {
      callbackId,
      teamId,
      requesterId: memberId,
      product: random.pick(products),
      phone: NUMBERS[language === 'ja' ? 'ja' : 'en'],
      language,
    });
    const callback = await this.send(at, this.actor, request);
    if (callback) this.member.liveRequests.push(this.liveRequest);
    if (callback?.servedLanguage === 'ja') this.serveInEnglishFrom(at);
    if (callback && random.chance(0.05)) this.context.queue.schedule(at + 2 * MINUTE, (later) => this.cancel(later));
    else if (callback)
      this.context.queue.schedule(at + (random.chance(0.05) ? 12 : random.logNormal(0.3)) * HOUR, (later) =>
        this.take(callback, later),
      );
  }

  /** L4: sends what the engine sends when the Japanese desk closes. Changes nothing unless the callback still waits. */
  private serveInEnglishFrom(at: number): void {
    const { queue, team } = this.context;
    const deskClosedAt = japaneseDeskClosesAt(instantOf(at), team.services.policies.at(instantOf(at)));
    if (deskClosedAt !== undefined)
      queue.schedule(millisOf(deskClosedAt), async (later) => {
        await this.send(later, ENGINE, { type: 'ServeCallbackInEnglish', deskClosedAt });
      });
  }

  private get liveRequest() {
    return { channel: 'callback', requestId: this.callbackId } as const;
  }

  private get actor(): Actor {
    return memberActor(this.context.teamId, this.member.memberId);
  }

  private async cancel(at: number): Promise<void> {
    const requester = { teamId: this.context.teamId, requesterId: this.member.memberId };
    await this.send(at, this.actor, callbackInput('CancelCallback', requester));
  }

  private async take(callback: Callback, at: number): Promise<void> {
    const { random } = this.context;
    const agentId = await this.agents.take(this.liveRequest, callback.servedLanguage, at);
    if (agentId === undefined || random.chance(0.04)) {
      if (agentId !== undefined) await this.agents.vanish(agentId, at + 2 * MINUTE);
      return this.context.queue.schedule(at + HOUR, (later) => this.take(callback, later));
    }
    if (random.chance(0.1)) return this.handOver(callback, agentId, at + MINUTE);
    this.context.queue.schedule(at + random.logNormal(6) * MINUTE, (later) => this.call(agentId, later));
  }

  private handOver(callback: Callback, agentId: string, at: number): void {
    const { queue } = this.context;
    queue.schedule(at, async () => {
      const receiver = await this.agents.handOver(this.liveRequest, agentId, callback.servedLanguage, at);
      queue.schedule(at + MINUTE, (later) =>
        receiver === undefined ? this.take(callback, later) : this.call(receiver, later),
      );
    });
  }

  private async call(agentId: string, at: number): Promise<void> {
    const answered = this.context.random.chance(0.65);
    const outcome = callbackInput(answered ? 'CompleteCallback' : 'RecordUnansweredCallback', { agentId });
    const callback = await this.send(at, agentActor(agentId), outcome);
    if (callback?.status === 'waiting') this.context.queue.schedule(at + HOUR, (later) => this.take(callback, later));
    if (callback?.ticketId && callback.status === 'given-up')
      new TicketScenario(this.context, this.member, callback.ticketId).continueFromLiveSupport(at);
  }

  private send(at: number, actor: Actor, input: CommandInput<CallbackCommand>): Promise<Callback | undefined> {
    const { team } = this.context;
    return team.send(
      callbackStream(this.callbackId),
      new CallbackCommandMessage(team.envelope(actor, at), this.callbackId, input),
    );
  }
}
