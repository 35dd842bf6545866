import { isAvailableFor } from './serving.js';

const CHAT = { channel: 'chat', productId: 'dropbox', servedLanguage: 'ja' } as const;
const YUKI = { takes: ['chat'], products: ['dropbox'], languages: ['en', 'ja'] } as const;

it('an agent is available for requests of their channels and languages, about their products', () => {
  expect(isAvailableFor(CHAT, YUKI)).toBe(true);
  expect(isAvailableFor(CHAT, { ...YUKI, takes: [] })).toBe(false);
  expect(isAvailableFor(CHAT, { ...YUKI, languages: ['en'] })).toBe(false);
  expect(isAvailableFor(CHAT, { ...YUKI, products: ['dash'] })).toBe(false);
});
