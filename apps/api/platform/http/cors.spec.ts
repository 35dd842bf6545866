import { corsOptions, parseOrigins } from './cors.js';

describe('origins that may call the API', () => {
  it.each([
    ['https://console.example', ['https://console.example']],
    ['https://console.example, http://localhost:5173', ['https://console.example', 'http://localhost:5173']],
    ['http://[::1]:8080', ['http://[::1]:8080']],
  ])('are read from %s', (text, origins) => {
    expect(parseOrigins(text)).toEqual(origins);
  });

  it.each([
    '*',
    'null',
    'console.example',
    'https://console.example/',
    'https://console.example:443',
    'https://Console.example',
    'https://*.example',
    'https://user@console.example',
    'ftp://console.example',
    'https://console.example,',
    '',
    'https://',
    'https://a b',
    'https://console.example:99999',
  ])('are refused as %j, which no browser sends', (text) => {
    expect(parseOrigins(text)).toBeUndefined();
  });

  it('may never send the cookie of the hub', () => {
    expect(corsOptions(['https://console.example'])).toMatchObject({ credentials: false });
  });
});
