import { type CommandInput, AgentCommandMessage } from '@ledgerdesk/application';
import type { AgentCommand } from '@ledgerdesk/domain';
import { agentStream, type LiveRequest, type ServedLanguage } from '@ledgerdesk/events';
import { agentActor, type ScenarioContext } from './scenario-context.js';

const NAMES = { ja: 'Yuki', en: 'Maria' } as const;

/** The agents who serve one team's chats and callbacks and are its consultants. */
export class SimulatedAgents {
  constructor(private readonly context: ScenarioContext) {}

  agentFor(language: ServedLanguage): string {
    return `${NAMES[language].toLowerCase()}-${this.context.teamId}`;
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

  /** Assigns the request to an agent. Returns the agent's id, or undefined if the request was refused. */
  async take(request: LiveRequest, language: ServedLanguage, at: number): Promise<string | undefined> {
    const agentId = this.agentFor(language);
    return (await this.context.team.engage(agentId, request, at)) ? agentId : undefined;
  }

  /** Simulates a lost heartbeat: the agent's requests are requeued, then the agent is available again. */
  async vanish(agentId: string, at: number): Promise<void> {
    await this.send(agentId, at, { type: 'RecordAgentVanished' });
    await this.send(agentId, at, { type: 'SetAgentAvailability', availability: 'available' });
  }

  private send(agentId: string, at: number, input: CommandInput<AgentCommand>) {
    const { team } = this.context;
    return team.send(
      agentStream(agentId),
      new AgentCommandMessage(team.envelope(agentActor(agentId), at), agentId, input),
    );
  }
}
