import { chosenProduct } from './chosen-product.js';

const DROPBOX = { id: 'dropbox' };
const DASH = { id: 'dash' };

describe('the product of a new ticket', () => {
  it.each([
    ['is the one that is chosen', [DROPBOX, DASH], 'dash'],
    ['is none that the team does not use', [DROPBOX], ''],
    ['stays until the products of the team are known', undefined, 'dash'],
    ['is none for a team without products', [], ''],
  ])('%s', (_, products, product) => {
    expect(chosenProduct('dash', products)).toBe(product);
  });
});
