import type { Self } from '../../session/self.js';

/** Returns true if a reader can buy an add-on in the hub: not if they have to ask sales or somebody else. */
export const mayBuy = ({ may, purchases }: Pick<Self, 'may' | 'purchases'>): boolean =>
  may.billing.allowed && purchases.some(({ action, allowed }) => action === 'add' && allowed);
