import { derivedId, type CommandInput, AddOnCommandMessage, TeamCommandMessage } from '@ledgerdesk/application';
import type { AddOnCommand } from '@ledgerdesk/domain';
import { addOnStream, type Edition, teamStream } from '@ledgerdesk/events';
import { instantOf, isRefusal } from '@ledgerdesk/kernel';
import { DAY, memberActor, SALES, type ScenarioContext } from './scenario-context.js';

/** How a team buys: an admin of its own, or sales. */
export type Buyer = { readonly memberId: string } | 'sales';

/** What becomes of an add-on, in days after it was bought, and how often. */
const CHANGES = [
  { share: 0.25, change: 'enhanced' },
  { share: 0.2, change: 'essentials' },
  { share: 0.14, change: 'remove' },
  { share: 0.05, change: 'keep' },
  { share: 0.08, change: 'buy-again' },
] as const;
type Change = (typeof CHANGES)[number]['change'];

/** One add-on from its purchase on: upgrades, downgrades, removals, some of them taken back, and a purchase anew. */
export class AddOnScenario {
  private quotes = 0;

  constructor(
    private readonly teller: ScenarioContext,
    private readonly product: string,
    private readonly buyer: Buyer,
  ) {}

  /** Buys at `at` and plans what comes of it in the `days` after. */
  async begin(at: number, days: number): Promise<void> {
    const { chance, agenda } = this.teller;
    if (this.buyer === 'sales' && chance.happens(0.4)) await this.inquire(at);
    await this.buy(this.buyer === 'sales' && chance.happens(0.5) ? 'enhanced' : 'essentials', at);
    for (const { share, change } of CHANGES) {
      const when = at + chance.share() * days * DAY;
      if (chance.happens(share)) agenda.put(when, () => this.change(change, when));
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
        return void (await this.send(at, { type: 'KeepAddOn' }));
      case 'buy-again':
        return this.buy('essentials', at);
    }
  }

  /** Half of those who remove it think better of it within the week. */
  private async remove(at: number): Promise<void> {
    await this.send(at, { type: 'RemoveAddOn' });
    this.thinkAgain(at, 0.5, 'KeepAddOn');
  }

  private async downgrade(at: number): Promise<void> {
    await this.changeTo('essentials', at);
    this.thinkAgain(at, 0.5, 'KeepEdition');
  }

  private thinkAgain(at: number, share: number, type: 'KeepAddOn' | 'KeepEdition'): void {
    const later = at + this.teller.chance.share() * 7 * DAY;
    if (this.teller.chance.happens(share))
      this.teller.agenda.put(later, async () => void (await this.send(later, { type })));
  }

  private async inquire(at: number): Promise<void> {
    const { desk, teamId } = this.teller;
    const inquiryId = derivedId('simulated-inquiry', teamId, this.product);
    const input = {
      type: 'InquireAddOn',
      inquiryId,
      product: this.product,
      memberId: 'member-1',
      message: 'What would it cost us?',
    } as const;
    await desk.send(
      teamStream(teamId),
      new TeamCommandMessage(desk.envelope(memberActor(teamId, 'member-1'), at), teamId, input),
    );
  }

  private async buy(edition: Edition, at: number): Promise<void> {
    const quote = await this.quoted(edition, at);
    if (quote) await this.send(at, { type: 'PurchaseAddOn', quote });
  }

  private async changeTo(edition: Edition, at: number): Promise<void> {
    const quote = await this.quoted(edition, at);
    if (quote) await this.send(at, { type: 'ChangeEdition', quote });
  }

  private async quoted(edition: Edition, at: number) {
    const {
      teamId,
      desk: { parts },
    } = this.teller;
    const id = derivedId('simulated-quote', teamId, this.product, String(this.quotes++));
    const quote = await parts.quotes.quote(teamId, this.buyer, {
      id,
      product: this.product,
      edition,
      at: instantOf(at),
    });
    if (!isRefusal(quote)) return quote;
    parts.counts.refusals += 1;
    return undefined;
  }

  private send(at: number, input: CommandInput<AddOnCommand>) {
    const { desk, teamId } = this.teller;
    const actor = this.buyer === 'sales' ? SALES : memberActor(teamId, this.buyer.memberId);
    return desk.send(
      addOnStream(teamId, this.product),
      new AddOnCommandMessage(desk.envelope(actor, at), teamId, this.product, this.buyer, input),
    );
  }
}
