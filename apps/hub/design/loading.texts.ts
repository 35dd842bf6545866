import { defineTexts } from '../texts/catalogue.js';

/** Texts of placeholders that are shown while something loads. */
export const loadingTexts = defineTexts({
  en: { loading: 'Loading' },
  ja: { loading: '読み込み中' },
  de: { loading: 'Wird geladen' },
});
