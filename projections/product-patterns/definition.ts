import { countTickets, type Dimension } from '../ticket-counts.js';

export const byProduct: Dimension<'product'> = { name: 'product', column: (product) => ({ product }) };

/** D5: counts tickets by requester, product and month. */
export const productPatterns = countTickets('product-patterns', byProduct);
