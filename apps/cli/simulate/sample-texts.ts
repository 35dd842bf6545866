import type { Random } from './random.js';

/** Texts of simulated tickets, chats and answers, by language. */
const SUBJECTS = {
  en: [
    'Sync has stopped',
    'Cannot sign in',
    'Access to a shared link is denied',
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
    'It started this morning on two machines.',
    'Several of us have had this since the last update.',
    'Please tell us what to try next.',
  ],
  ja: [
    '今朝から二台の端末で発生しています。',
    '最新の更新以降、複数の社員で起きています。',
    '次に試すことを教えてください。',
  ],
} as const;
const ANSWERS = {
  en: ['We are looking into it.', 'Please try the steps in the attached article.', 'This has been fixed on our side.'],
  ja: ['ただいま調査しております。', '記事の手順をお試しください。', '弊社側で修正いたしました。'],
} as const;

type TextLanguage = keyof typeof SUBJECTS;
const textLanguage = (language: string): TextLanguage => (language === 'ja' ? 'ja' : 'en');

export const subjectIn = (language: string, random: Random): string => random.pick(SUBJECTS[textLanguage(language)]);
export const bodyIn = (language: string, random: Random): string => random.pick(BODIES[textLanguage(language)]);
export const answerIn = (language: string, random: Random): string => random.pick(ANSWERS[textLanguage(language)]);
