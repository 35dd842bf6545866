import { defineTexts } from '../texts/catalogue.js';

/** Texts of what stands for something that is loading. */
export const loadingTexts = defineTexts({
  en: { loading: 'Loading' },
  ja: { loading: '読み込み中' },
  de: { loading: 'Wird geladen' },
});
