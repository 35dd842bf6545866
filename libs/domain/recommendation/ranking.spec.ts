import { policies } from '../../../test/support/policies.js';
import { type Catalogue, RESOURCE_KINDS, type Resource } from './catalogue.js';
import { type PastRequests, rankResources } from './ranking.js';

const resource = (id: string, differing: Partial<Resource> = {}): Resource => ({
  id,
  kind: 'article',
  title: { en: id, ja: id },
  link: 'https://learn.example',
  issueTypes: [],
  products: [],
  popularity: 0,
  ...differing,
});
const catalogue = (...resources: readonly Resource[]): Catalogue => ({ version: '1', resources });
const requests = (product: string, issueType: string | null, weight = 1, count = 1): PastRequests => ({
  product,
  issueType,
  count,
  weight,
});
const ids = (...given: Parameters<typeof rankResources>): readonly string[] =>
  rankResources(...given).map(({ resource: { id } }) => id);

describe('recommendations', () => {
  const both = resource('both', { issueTypes: ['sync'], products: ['dropbox'] });
  const type = resource('type', { issueTypes: ['sync'], popularity: 9 });
  const product = resource('product', { products: ['dropbox'], popularity: 99 });
  const neither = resource('neither', { popularity: 999 });

  it('M2 score 2 for the issue type and 1 for the product of each request', () => {
    const ranked = rankResources(catalogue(neither, product, type, both), [requests('dropbox', 'sync')]);
    expect(ranked.map(({ resource: { id }, score }) => [id, score])).toEqual([
      ['both', 3],
      ['type', 2],
      ['product', 1],
      ['neither', 0],
    ]);
  });

  it('M2 weigh requests by age and add up their scores', () => {
    expect(
      rankResources(catalogue(both), [requests('dropbox', 'sync', 0.5), requests('dropbox', 'billing', 0.25)])[0]
        ?.score,
    ).toBe(1.75);
    expect(ids(catalogue(product, type), [requests('dash', 'sync', 0.4), requests('dropbox', 'other')])).toEqual([
      'product',
      'type',
    ]);
  });

  it('M2 are ordered by popularity and then by ID if their scores are equal', () => {
    const [a, b, c] = [
      resource('a', { popularity: 1 }),
      resource('b', { popularity: 1 }),
      resource('c', { popularity: 2 }),
    ];
    expect(ids(catalogue(b, a, c), [requests('dropbox', 'sync')])).toEqual(['c', 'a', 'b']);
  });

  it('M2 list the matching requests as reasons, the highest score first', () => {
    const past = [
      requests('dropbox', 'billing', 1, 1),
      requests('dropbox', 'sync', 2, 5),
      requests('dash', 'sync', 0.1, 1),
      requests('dash', 'billing'),
    ];
    expect(rankResources(catalogue(both), past)[0]?.reasons).toEqual([
      { product: 'dropbox', issueType: 'sync', count: 5, matches: ['issueType', 'product'] },
      { product: 'dropbox', issueType: 'billing', count: 1, matches: ['product'] },
      { product: 'dash', issueType: 'sync', count: 1, matches: ['issueType'] },
    ]);
  });

  it('M3 match a callback by its product only', () => {
    expect(rankResources(catalogue(both), [requests('dropbox', null)])[0]).toMatchObject({
      score: 1,
      reasons: [{ product: 'dropbox', issueType: null }],
    });
  });

  it('M4 are the most popular resources if there are no requests', () => {
    const ranked = rankResources(catalogue(both, type, product, neither), []);
    expect(ranked.map(({ resource: { id }, reasons }) => [id, reasons.length])).toEqual([
      ['neither', 0],
      ['product', 0],
      ['type', 0],
      ['both', 0],
    ]);
  });
});

describe('the first ten recommendations', () => {
  const articles = Array.from({ length: 12 }, (_, n) =>
    resource(`a${String(n).padStart(2, '0')}`, { popularity: 100 - n, issueTypes: ['sync'] }),
  );
  const course = resource('course', { kind: 'course', popularity: 9 });
  const [video, lesserVideo] = [
    resource('video', { kind: 'video', popularity: 8 }),
    resource('lesser-video', { kind: 'video', popularity: 7 }),
  ];
  const all = catalogue(...articles, video, lesserVideo, course);
  const eight = articles.slice(0, 8).map(({ id }) => id);

  it.each([
    ['M4 without requests', []],
    ['M2 with requests', [requests('dropbox', 'sync')]],
  ])('M1 include the best resource of each kind, in order: %s', (_, past) => {
    expect(ids(all, past)).toEqual([...eight, 'course', 'video', 'a08', 'a09', 'a10', 'a11', 'lesser-video']);
  });

  it('M1 keep the order where each kind is among them already', () => {
    const best = resource('best', { kind: 'video', popularity: 999 });
    expect(ids(catalogue(...articles, best), [])).toEqual(['best', ...articles.map(({ id }) => id)]);
    expect(ids(catalogue(...articles), [])).toEqual(articles.map(({ id }) => id));
    expect(ids(catalogue(), [])).toEqual([]);
  });
});

describe('the shipped catalogue', () => {
  const {
    catalogue: { resources },
    taxonomy,
  } = policies;

  it('M1 has articles, videos and courses', () => {
    expect(new Set(resources.map(({ kind }) => kind))).toEqual(new Set(RESOURCE_KINDS));
  });

  it('M1 M4 recommends articles, videos and courses to an admin without requests', () => {
    const first = rankResources(policies.catalogue, []).slice(0, 10);
    expect(new Set(first.map(({ resource: { kind } }) => kind))).toEqual(new Set(RESOURCE_KINDS));
    expect(rankResources(policies.catalogue, [])).toHaveLength(resources.length);
  });

  it('M2 covers every issue type and product, and contains no unknown one', () => {
    const [types, products] = [
      taxonomy.issueTypes.map(({ id }) => id).sort(),
      taxonomy.products.map(({ id }) => id).sort(),
    ];
    expect([...new Set(resources.flatMap((one) => one.issueTypes))].sort()).toEqual(types);
    expect([...new Set(resources.flatMap((one) => one.products))].sort()).toEqual(products);
  });
});
