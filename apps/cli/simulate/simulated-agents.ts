import { type CommandInput, AgentCommandMessage } from '@ledgerdesk/application';
import { AGENT_SAMPLES, type AgentCommand, inputFrom } from '@ledgerdesk/domain';
import { agentStream, type LiveRequest, type ServedLanguage } from '@ledgerdesk/events';
import { agentActor, type ScenarioContext } from './scenario-context.js';

const agentInput = inputFrom(AGENT_SAMPLES);
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
      const languages: readonly ServedLanguage[] = language === 'ja' ? ['ja', 'en'] : ['en'];
      const [first] = products;
      const known = first === undefined ? [] : [first];
      const profile = agentInput('RegisterAgent', { agentId, name: NAMES[language], languages, products: known });
      await this.send(agentId, at, profile);
      await this.send(agentId, at, { type: 'ChangeAgent', name: `${NAMES[language]} of ${this.context.teamId}` });
      await this.send(agentId, at, { type: 'ChangeAgent', products });
      await this.send(agentId, at, { type: 'ChangeAgent', retired: true });
      await this.send(agentId, at, { type: 'ChangeAgent', retired: false });
      await this.send(agentId, at, agentInput('SetAgentAvailability'));
    }
  }

  /** Assigns the request to an agent. Returns the agent's id, or undefined if the request was refused. */
  async take(request: LiveRequest, language: ServedLanguage, at: number): Promise<string | undefined> {
    const agentId = this.agentFor(language);
    return (await this.context.team.engage(agentId, request, at)) ? agentId : undefined;
  }

  /**
   * Hands a request over to the other agent, or to the front of the queue: always if that one does not serve the
   * language, and otherwise half of the time. Returns the agent who has it; undefined if it waits again, or if the
   * transfer was refused.
   */
  async handOver(
    request: LiveRequest,
    fromAgentId: string,
    language: ServedLanguage,
    at: number,
  ): Promise<string | undefined> {
    const { team, random } = this.context;
    const other = this.agentFor(fromAgentId === this.agentFor('ja') ? 'en' : 'ja');
    const servesIt = language === 'en' || other === this.agentFor('ja');
    if (!servesIt || random.chance(0.5)) return void (await team.transfer(request, fromAgentId, at));
    return (await team.transfer(request, fromAgentId, at, other)) ? other : undefined;
  }

  /** Simulates a lost heartbeat: the agent's requests are requeued, then the agent is available again. */
  async vanish(agentId: string, at: number): Promise<void> {
    await this.send(agentId, at, agentInput('RecordAgentVanished'));
    await this.send(agentId, at, agentInput('SetAgentAvailability'));
  }

  private send(agentId: string, at: number, input: CommandInput<AgentCommand>) {
    const { team } = this.context;
    return team.send(
      agentStream(agentId),
      new AgentCommandMessage(team.envelope(agentActor(agentId), at), agentId, input),
    );
  }
}
