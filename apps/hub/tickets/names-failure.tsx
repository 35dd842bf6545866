import { useNamesFailure } from '../api/classification-names.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

const texts = defineTexts({
  en: {
    missing:
      'The names of products and issue types could not be loaded. IDs are shown instead, and none can be chosen.',
  },
  ja: { missing: '製品と問題の種類の名称を読み込めませんでした。名称の代わりにIDを表示しており、選択はできません。' },
  de: {
    missing:
      'Die Namen der Produkte und Problemarten konnten nicht geladen werden. Statt ihrer sehen Sie IDs, und die ' +
      'Auswahl ist leer.',
  },
});

/** Says that the names of products and issue types could not be loaded, and offers to load them again. */
export const NamesFailure = () => {
  const t = useTexts(texts);
  const failure = useNamesFailure();
  if (!failure) return null;
  return (
    <div>
      <p>{t.missing}</p>
      <ProblemNotice error={failure.error} onRetry={failure.reload} />
    </div>
  );
};
