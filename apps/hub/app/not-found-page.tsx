import { Link } from '@tanstack/react-router';
import { Page } from '../design/page.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

const texts = defineTexts({
  en: { title: 'There is no such page', hint: 'The link may be old, or misspelt.', home: 'Go to the start page' },
  ja: { title: 'ページが見つかりません', hint: 'リンクが古いか、誤っている可能性があります。', home: 'トップページへ' },
  de: {
    title: 'Diese Seite gibt es nicht',
    hint: 'Der Link ist vielleicht alt oder falsch geschrieben.',
    home: 'Zur Startseite',
  },
});

/** Shown for a path that no page has. */
export const NotFoundPage = () => {
  const t = useTexts(texts);
  return (
    <Page title={t.title}>
      <p>{t.hint}</p>
      <p>
        <Link to="/">{t.home}</Link>
      </p>
    </Page>
  );
};
