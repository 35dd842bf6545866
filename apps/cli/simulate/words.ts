import type { Chance } from './chance.js';

/** What people write about, by language. */
const SUBJECTS = {
  en: [
    'Sync stands still',
    'Cannot sign in',
    'A shared link is denied',
    'Files are missing',
    'Invoice question',
    'How do we roll this out?',
  ],
  ja: [
    '同期が止まっています',
    'サインインできません',
    '共有リンクが拒否されます',
    'ファイルが見つかりません',
    '請求書について',
    '導入方法を教えてください',
  ],
} as const;
const BODIES = {
  en: [
    'It began this morning, on two machines.',
    'Several of us see it since the last update.',
    'Please tell us what to try next.',
  ],
  ja: [
    '今朝から二台の端末で発生しています。',
    '最新の更新以降、複数の社員で起きています。',
    '次に試すことを教えてください。',
  ],
} as const;
const ANSWERS = {
  en: [
    'We are looking into it.',
    'Please try the steps in the attached article.',
    'This has been corrected on our side.',
  ],
  ja: ['ただいま調査しております。', '記事の手順をお試しください。', '弊社側で修正いたしました。'],
} as const;

type Spoken = keyof typeof SUBJECTS;
const spoken = (language: string): Spoken => (language === 'ja' ? 'ja' : 'en');

export const subjectIn = (language: string, chance: Chance): string => chance.oneOf(SUBJECTS[spoken(language)]);
export const bodyIn = (language: string, chance: Chance): string => chance.oneOf(BODIES[spoken(language)]);
export const answerIn = (language: string, chance: Chance): string => chance.oneOf(ANSWERS[spoken(language)]);

/** Where teams are: country, zone, currency, the language most speak. */
export const PLACES = [
  { country: 'US', timeZone: 'America/New_York', currency: 'USD', language: 'en' },
  { country: 'JP', timeZone: 'Asia/Tokyo', currency: 'JPY', language: 'ja' },
  { country: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR', language: 'de' },
  { country: 'GB', timeZone: 'Europe/London', currency: 'GBP', language: 'en' },
  { country: 'AU', timeZone: 'Australia/Sydney', currency: 'USD', language: 'en' },
] as const;
export type Place = (typeof PLACES)[number];
