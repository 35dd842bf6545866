import { defineTexts } from '../texts/catalogue.js';

/** Texts of the field in which messages are written. */
export const composerTexts = defineTexts({
  en: {
    keys: 'Ctrl+Enter to send',
    enterKeys: 'Enter to send, Shift+Enter for a new line',
    empty: 'Write a message first.',
  },
  ja: {
    keys: 'Ctrl+Enterで送信',
    enterKeys: 'Enterで送信、Shift+Enterで改行',
    empty: 'メッセージを入力してください。',
  },
  de: {
    keys: 'Strg+Eingabe: senden',
    enterKeys: 'Eingabe: senden, Umschalt+Eingabe: neue Zeile',
    empty: 'Schreiben Sie zuerst eine Nachricht.',
  },
});
