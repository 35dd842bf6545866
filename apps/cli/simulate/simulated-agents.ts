import { type CommandInput, AgentCommandMessage } from '@ledgerdesk/application';
import type { AgentCommand } from '@ledgerdesk/domain';
import { agentStream, type LiveRequest, type ServedLanguage } from '@ledgerdesk/events';
import { agentActor, type ScenarioContext } from './scenario-context.js';

const NAMES = { ja: 'Yuki', en: 'Maria' } as const;

/** The agents who are there for one team's chats and calls, and whom it meets as consultants. */
export class SimulatedAgents {
  constructor(private readonly teller: ScenarioContext) {}

  agentFor(language: ServedLanguage): string {
    return `${NAMES[language].toLowerCase()}-${this.teller.teamId}`;
  }

  async register(products: readonly string[], at: number): Promise<void> {
    for (const language of ['ja', 'en'] as const) {
      const agentId = this.agentFor(language);
      await this.send(agentId, at, {
        type: 'RegisterAgent',
        agentId,
        name: NAMES[language],
        languages: language === 'ja' ? ['ja', 'en'] : ['en'],
        products,
      });
      await this.send(agentId, at, { type: 'SetAgentAvailability', availability: 'available' });
    }
  }

  /** The agent who takes the request; undefined where the rules refuse it. */
  async take(request: LiveRequest, language: ServedLanguage, at: number): Promise<string | undefined> {
    const agentId = this.agentFor(language);
    return (await this.teller.desk.engage(agentId, request, at)) ? agentId : undefined;
  }

  /** No sign of life: what the agent held waits again; back after a while. */
  async vanish(agentId: string, at: number): Promise<void> {
    await this.send(agentId, at, { type: 'RecordAgentVanished' });
    await this.send(agentId, at, { type: 'SetAgentAvailability', availability: 'available' });
  }

  private send(agentId: string, at: number, input: CommandInput<AgentCommand>) {
    const { desk } = this.teller;
    return desk.send(
      agentStream(agentId),
      new AgentCommandMessage(desk.envelope(agentActor(agentId), at), agentId, input),
    );
  }
}
