import { Button } from '../design/button.js';
import { Page } from '../design/page.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

const texts = defineTexts({
  en: {
    title: 'This page failed',
    hint:
      'A part of it could not be loaded or shown. Drafts are kept. ' +
      'If loading again does not help, tell your operator.',
    reload: 'Load again',
  },
  ja: {
    title: 'ページを表示できませんでした',
    hint:
      'ページの一部を読み込めないか、表示できません。下書きは保存されています。' +
      '再読み込みしても直らない場合は、運用担当者にお知らせください。',
    reload: '再読み込み',
  },
  de: {
    title: 'Die Seite ist fehlgeschlagen',
    hint:
      'Ein Teil konnte nicht geladen oder angezeigt werden. Entwürfe bleiben erhalten. ' +
      'Hilft neues Laden nicht, sagen Sie es dem Betrieb.',
    reload: 'Neu laden',
  },
});

/** Shown in place of a page that cannot be rendered, or of which a file cannot be loaded. */
export const ErrorPage = () => {
  const t = useTexts(texts);
  return (
    <Page title={t.title}>
      <p role="alert">{t.hint}</p>
      <p>
        <Button weight="primary" onClick={() => location.reload()}>
          {t.reload}
        </Button>
      </p>
    </Page>
  );
};
