import { derivedId, type CommandInput, AddOnCommandMessage, TeamCommandMessage } from '@ledgerdesk/application';
import { ADD_ON_SAMPLES, type AddOnCommand, inputFrom, TEAM_SAMPLES } from '@ledgerdesk/domain';
import { addOnStream, type Edition, teamStream } from '@ledgerdesk/events';
import { DAY, instantOf, isRefusal } from '@ledgerdesk/kernel';
import { memberActor, SALES, type ScenarioContext } from './scenario-context.js';

const addOnInput = inputFrom(ADD_ON_SAMPLES);
const teamInput = inputFrom(TEAM_SAMPLES);

/** Who buys for a team: one of its admins, or sales. */
export type Buyer = { readonly memberId: string } | 'sales';

/** Changes after a purchase and their probabilities. */
const CHANGES = [
  { probability: 0.25, change: 'enhanced' },
  { probability: 0.2, change: 'essentials' },
  { probability: 0.14, change: 'remove' },
  { probability: 0.05, change: 'keep' },
  { probability: 0.08, change: 'buy-again' },
] as const;
type Change = (typeof CHANGES)[number]['change'];

/** Simulates one add-on: purchase, upgrades, downgrades, removals, cancelled changes, and repurchase. */
export class AddOnScenario {
  private quotes = 0;

  constructor(
    private readonly context: ScenarioContext,
    private readonly product: string,
    private readonly buyer: Buyer,
  ) {}

  /** Buys the add-on at `at` and schedules its changes in the following `days`. */
  async start(at: number, days: number): Promise<void> {
    const { random, queue } = this.context;
    if (this.buyer === 'sales' && random.chance(0.4)) await this.inquire(at);
    if (this.buyer === 'sales' && random.chance(0.1)) await this.closeInquiry(at);
    await this.buy(this.buyer === 'sales' && random.chance(0.5) ? 'enhanced' : 'essentials', at);
    for (const { probability, change } of CHANGES) {
      const changeAt = at + random.fraction() * days * DAY;
      if (random.chance(probability)) queue.schedule(changeAt, () => this.change(change, changeAt));
    }
  }

  private async change(change: Change, at: number): Promise<void> {
    switch (change) {
      case 'enhanced':
        return this.changeTo(change, at);
      case 'essentials':
        return this.downgrade(at);
      case 'remove':
        return this.remove(at);
      case 'keep':
        return void (await this.send(at, addOnInput('KeepAddOn')));
      case 'buy-again':
        return this.buy('essentials', at);
    }
  }

  /** Half of the removals are cancelled within a week. */
  private async remove(at: number): Promise<void> {
    await this.send(at, addOnInput('RemoveAddOn'));
    this.maybeRevert(at, 0.5, 'KeepAddOn');
  }

  private async downgrade(at: number): Promise<void> {
    await this.changeTo('essentials', at);
    this.maybeRevert(at, 0.5, 'KeepEdition');
  }

  private maybeRevert(at: number, probability: number, type: 'KeepAddOn' | 'KeepEdition'): void {
    const later = at + this.context.random.fraction() * 7 * DAY;
    if (this.context.random.chance(probability))
      this.context.queue.schedule(later, async () => void (await this.send(later, addOnInput(type))));
  }

  private async inquire(at: number): Promise<void> {
    const { team, teamId } = this.context;
    const inquiryId = derivedId('simulated-inquiry', teamId, this.product);
    const input = teamInput('InquireAddOn', { inquiryId, product: this.product, memberId: 'member-1' });
    await team.send(
      teamStream(teamId),
      new TeamCommandMessage(team.envelope(memberActor(teamId, 'member-1'), at), teamId, input),
    );
  }

  /** Refused if there was no inquiry. */
  private async closeInquiry(at: number): Promise<void> {
    const { team, teamId } = this.context;
    const inquiryId = derivedId('simulated-inquiry', teamId, this.product);
    const input = teamInput('CloseInquiry', { inquiryId });
    await team.send(teamStream(teamId), new TeamCommandMessage(team.envelope(SALES, at), teamId, input));
  }

  private async buy(edition: Edition, at: number): Promise<void> {
    const quote = await this.requestQuote(edition, at);
    if (quote) await this.send(at, addOnInput('PurchaseAddOn', { quote }));
  }

  private async changeTo(edition: Edition, at: number): Promise<void> {
    const quote = await this.requestQuote(edition, at);
    if (quote) await this.send(at, addOnInput('ChangeEdition', { quote }));
  }

  private async requestQuote(edition: Edition, at: number) {
    const {
      teamId,
      team: { services },
    } = this.context;
    const id = derivedId('simulated-quote', teamId, this.product, String(this.quotes++));
    const quote = await services.quotes.quote(teamId, this.buyer, {
      id,
      product: this.product,
      edition,
      at: instantOf(at),
    });
    if (!isRefusal(quote)) return quote;
    services.counts.refusals += 1;
    return undefined;
  }

  private send(at: number, input: CommandInput<AddOnCommand>) {
    const { team, teamId } = this.context;
    const actor = this.buyer === 'sales' ? SALES : memberActor(teamId, this.buyer.memberId);
    return team.send(
      addOnStream(teamId, this.product),
      new AddOnCommandMessage(team.envelope(actor, at), teamId, this.product, this.buyer, input),
    );
  }
}
