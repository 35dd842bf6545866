import { EngineClock, MemberAccess, POLICIES, type PolicyTimeline, Quotes } from '@ledgerdesk/application';
import { addOnsOf, type AddOnOffer, type ContactOption } from '@ledgerdesk/domain';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { MemberRef } from '../platform/auth/caller.js';

/** What a member can do with an add-on next, or why nothing. */
export interface PurchaseOffer {
  readonly product: string;
  readonly action: AddOnOffer['action'];
  readonly refusal: Refusal | undefined;
}

/** The ways to contact support live about one product. */
export interface LiveOffer {
  readonly product: string;
  readonly option: ContactOption;
}

/** What a member is offered: add-ons to buy and remove, and live support. */
@Injectable()
export class MemberOffers {
  constructor(
    private readonly quotes: Quotes,
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** P4–P7: each add-on with the action that is possible, and why this member may not take it. */
  async purchases({ teamId, memberId }: MemberRef): Promise<readonly PurchaseOffer[]> {
    const now = this.clock.now();
    const products = addOnsOf(this.policies.at(now).taxonomy);
    const offers = await this.quotes.offers(teamId, { memberId }, products, now);
    if (isRefusal(offers)) return [];
    return [...offers].map(([product, { action, refusal }]) => ({ product, action, refusal }));
  }

  /** R3, E9, L5–L7: chat and callback for each product. Products that requests cannot be about are left out. */
  async live({ teamId, memberId }: MemberRef, products: readonly string[]): Promise<readonly LiveOffer[]> {
    const now = this.clock.now();
    const found = products.map(async (product): Promise<readonly LiveOffer[]> => {
      const options = await this.access.contactOptions({ teamId, requesterId: memberId, product }, now);
      if (isRefusal(options)) return [];
      return options.options.flatMap((option) => (option.channel === 'request' ? [] : [{ product, option }]));
    });
    return (await Promise.all(found)).flat();
  }
}
