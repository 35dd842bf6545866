import { defineTexts } from '../texts/catalogue.js';

/** Why nothing can be changed on a page as of a past moment. */
export const pastTexts = defineTexts({
  en: { past: 'This page shows the past. Return to now to change something.' },
  ja: { past: '過去の時点を表示しています。変更するには現在に戻ってください。' },
  de: { past: 'Diese Seite zeigt einen früheren Stand. Kehren Sie zum aktuellen Stand zurück, um etwas zu ändern.' },
});
