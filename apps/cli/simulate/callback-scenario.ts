import { derivedId, type CommandInput, CallbackCommandMessage } from '@ledgerdesk/application';
import type { Callback, CallbackCommand } from '@ledgerdesk/domain';
import { callbackStream } from '@ledgerdesk/events';
import type { Actor } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { agentActor, type Asker, HOUR, memberActor, MINUTE, type ScenarioContext } from './scenario-context.js';
import { TicketScenario } from './ticket-scenario.js';

const NUMBERS = { ja: '+81312345678', en: '+12125550123' } as const;

/** One callback: taken, called, often enough in vain; given up, it goes on as a ticket. */
export class CallbackScenario {
  private readonly callbackId: string;

  constructor(
    private readonly teller: ScenarioContext,
    private readonly asker: Asker,
    private readonly pod: SimulatedAgents,
    at: number,
  ) {
    this.callbackId = derivedId('simulated-callback', teller.teamId, asker.memberId, String(at));
  }

  async request(at: number): Promise<void> {
    const {
      teller: { teamId, chance, products },
      asker: { memberId, language },
      callbackId,
    } = this;
    const callback = await this.send(at, this.member, {
      type: 'RequestCallback',
      callbackId,
      teamId,
      requesterId: memberId,
      product: chance.oneOf(products),
      phone: NUMBERS[language === 'ja' ? 'ja' : 'en'],
      reason: 'Please call us back.',
      language,
    });
    if (callback && chance.happens(0.05)) this.at(at + 2 * MINUTE, (when) => this.cancel(when));
    else if (callback) this.at(at + chance.around(0.3) * HOUR, (when) => this.take(callback, when));
  }

  private get member(): Actor {
    return memberActor(this.teller.teamId, this.asker.memberId);
  }

  private at(when: number, act: (when: number) => Promise<void>): void {
    this.teller.agenda.put(when, () => act(when));
  }

  private async cancel(at: number): Promise<void> {
    await this.send(at, this.member, {
      type: 'CancelCallback',
      teamId: this.teller.teamId,
      requesterId: this.asker.memberId,
    });
  }

  private async take(callback: Callback, at: number): Promise<void> {
    const { chance } = this.teller;
    const agentId = await this.pod.take(
      { channel: 'callback', requestId: this.callbackId },
      callback.servedLanguage,
      at,
    );
    if (agentId === undefined || chance.happens(0.04)) {
      if (agentId !== undefined) await this.pod.vanish(agentId, at + 2 * MINUTE);
      return this.at(at + HOUR, (when) => this.take(callback, when));
    }
    this.at(at + chance.around(6) * MINUTE, (when) => this.call(agentId, when));
  }

  private async call(agentId: string, at: number): Promise<void> {
    const answered = this.teller.chance.happens(0.65);
    const callback = await this.send(at, agentActor(agentId), {
      type: answered ? 'CompleteCallback' : 'RecordUnansweredCallback',
      agentId,
    });
    if (callback?.status === 'waiting') this.at(at + HOUR, (when) => this.take(callback, when));
    if (callback?.ticketId && callback.status === 'given-up')
      new TicketScenario(this.teller, this.asker, callback.ticketId).goOn(at);
  }

  private send(at: number, actor: Actor, input: CommandInput<CallbackCommand>): Promise<Callback | undefined> {
    const { desk } = this.teller;
    return desk.send(
      callbackStream(this.callbackId),
      new CallbackCommandMessage(desk.envelope(actor, at), this.callbackId, input),
    );
  }
}
