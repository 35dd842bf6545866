import { countRequests, type Dimension } from '../request-counts.js';

export const byProduct: Dimension<'product'> = { name: 'product', column: (product) => ({ product }) };

/** D5: counts requests by requester, product and month. */
export const productPatterns = countRequests('product-patterns', byProduct);
