import { policies } from '../../test/support/policies.js';
import { addOnsOf, resolveProduct, unknownIssueType } from './taxonomy.js';

const AT = '2026-11-27T07:30:00.000Z';
const resolved = (used: readonly string[], product?: string, at = AT) =>
  resolveProduct(policies.taxonomy, used, product, at);

describe('the product of a request', () => {
  it.each([
    [['dropbox'], 'dropbox'],
    [['dash'], 'dash'],
    [['sign'], 'sign'],
    [['dropbox', 'dropbox'], 'dropbox'],
    [['passwords', 'dash'], 'dash'],
    [['fax', 'sign'], 'sign'],
  ])('R2 is implied if only one of %p can be meant: %s', (used, id) => {
    expect(resolved(used)).toMatchObject({ id });
  });

  it.each([
    [
      ['dropbox', 'dash'],
      ['dropbox', 'dash'],
    ],
    [
      ['sign', 'paper'],
      ['sign', 'paper'],
    ],
    [
      ['dropbox', 'sign'],
      ['dropbox', 'sign'],
    ],
    [
      ['paper', 'passwords', 'dash'],
      ['dash', 'paper'],
    ],
  ])('R2 must be named if more than one of %p can be meant; the choices are %p', (used, choices) => {
    expect(resolved(used)).toMatchObject({
      reason: 'invalid',
      code: 'product-required',
      rule: 'R2',
      details: {
        products: used,
        choices: policies.taxonomy.products
          .filter(({ id }) => choices.includes(id))
          .map(({ id, name }) => ({ id, name })),
      },
    });
  });

  it('R2 names the products to choose from', () => {
    expect(resolved(['sign', 'paper'])).toMatchObject({
      message:
        'The product cannot be determined from those that the team uses. ' +
        'Specify one of: Dropbox Sign (sign), Dropbox Paper (paper).',
    });
  });

  it.each([[[]], [['passwords']]])('R2 may be any active product if no active one is in use: %p', (used) => {
    const active = policies.taxonomy.products.filter(({ status }) => status === 'active');
    expect(resolved(used)).toMatchObject({
      reason: 'invalid',
      code: 'product-required',
      rule: 'R2',
      details: { choices: active.map(({ id, name }) => ({ id, name })) },
    });
  });

  it('E10 may be one that the team does not use', () => {
    expect(resolved(['dropbox'], 'dash')).toMatchObject({ id: 'dash', addOn: 'dash' });
  });

  it('R2 belongs to its own add-on or to that of Dropbox', () => {
    expect(addOnsOf(policies.taxonomy)).toEqual(['dropbox', 'dash']);
    expect(resolved([], 'paper')).toMatchObject({ id: 'paper', addOn: 'dropbox' });
  });

  it.each(['', 'Dropbox', 'constructor'])('is refused if unknown: %p', (product) => {
    expect(resolved(['dropbox'], product)).toMatchObject({ reason: 'invalid', code: 'unknown-product' });
  });

  it('is accepted before its retirement date, and refused from that date on', () => {
    expect(resolved([], 'passwords', '2025-10-27T23:59:59.999Z')).toMatchObject({ id: 'passwords' });
    expect(resolved([], 'passwords', '2025-10-28T00:00:00.000Z')).toMatchObject({
      reason: 'invalid',
      code: 'retired-product',
    });
  });
});

describe('the issue type of a request', () => {
  it('R4 must be in the taxonomy', () => {
    expect(unknownIssueType(policies.taxonomy, 'sync_upload')).toBeUndefined();
    expect(unknownIssueType(policies.taxonomy, 'weather')).toMatchObject({
      reason: 'invalid',
      code: 'unknown-issue-type',
      rule: 'R4',
    });
  });
});
