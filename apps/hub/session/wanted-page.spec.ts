import { forgetWantedPage, keepWantedPage, wantedPage } from './wanted-page.js';

const browserKeeps = (storage: object | undefined): void => {
  Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true });
};

describe('the page that was wanted before a sign-in', () => {
  const items = new Map<string, string>();
  beforeEach(() =>
    browserKeeps({
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, text: string) => void items.set(key, text),
      removeItem: (key: string) => void items.delete(key),
    }),
  );
  afterEach(() => {
    items.clear();
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  });

  it.each([
    ['/hub/tickets?q=vpn', '/hub/tickets?q=vpn'],
    ['/hub/', '/hub/'],
    ['https://evil.example/hub/', '/hub/'],
    ['/hub//evil.example', '/hub/'],
    ['/hub/\\evil.example', '/hub/'],
    ['/v1/me', '/hub/'],
  ])('%j leads to %j', (address, expected) => {
    keepWantedPage(address);
    expect(wantedPage()).toBe(expected);
  });

  it('is not known any more once somebody is signed in', () => {
    keepWantedPage('/hub/tickets?q=vpn');
    forgetWantedPage();
    expect([wantedPage(), items.size]).toEqual(['/hub/', 0]);
  });

  it('is the first one if none is known, or the browser keeps nothing', () => {
    expect(wantedPage()).toBe('/hub/');
    browserKeeps(undefined);
    keepWantedPage('/hub/tickets');
    expect(forgetWantedPage).not.toThrow();
    expect(wantedPage()).toBe('/hub/');
  });
});
