import { defineTexts } from '../../texts/catalogue.js';

/** Texts of tables. */
export const tableTexts = defineTexts({
  en: {
    select: (name: string) => `Select ${name}`,
    selectAll: 'Select all loaded rows',
    sortBy: 'Sort by',
    ascending: 'Ascending',
    descending: 'Descending',
    loadingMore: (count: string) => `Loading more rows (${count} so far)`,
  },
  ja: {
    select: (name) => `${name}を選択`,
    selectAll: '読み込み済みの行をすべて選択',
    sortBy: '並べ替え',
    ascending: '昇順',
    descending: '降順',
    loadingMore: (count) => `続きを読み込んでいます（${count}行まで読み込み済み）`,
  },
  de: {
    select: (name) => `${name} auswählen`,
    selectAll: 'Alle geladenen Zeilen auswählen',
    sortBy: 'Sortieren nach',
    ascending: 'Aufsteigend',
    descending: 'Absteigend',
    loadingMore: (count) => `Weitere Zeilen werden geladen (bisher ${count})`,
  },
});
