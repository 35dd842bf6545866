import { hasPathsBelow } from './paths.js';

describe('a path of the navigation', () => {
  it('has others below it only where their names begin with all of its own', () => {
    const paths = ['/', '/billing', '/billing/charges', '/billings'];
    expect(paths.filter((path) => hasPathsBelow(path, paths))).toEqual(['/', '/billing']);
    expect(hasPathsBelow('/', ['/'])).toBe(false);
  });
});
