import { ApiProblem, NoResponse } from '@ledgerdesk/client';
import { fieldMessage } from '../api/field-message.js';
import { PastWrite } from '../api/past-write.js';
import { pastTexts } from '../app/past.texts.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';
import styles from './problem-notice.module.css';

const texts = defineTexts({
  en: {
    offline: 'The server is not responding. What you have written is kept; try again in a moment.',
    unknown: 'This page could not be shown. Load it again; if that does not help, tell your operator what you did.',
    invalid: 'Some entries are missing or not valid.',
    details: 'Details',
    rule: (id: string) => `Rule ${id}`,
    request: (id: string) => `Request ${id}`,
    retry: 'Try again',
  },
  ja: {
    offline: 'サーバーから応答がありません。入力内容は保持されています。しばらくしてからもう一度お試しください。',
    unknown: 'ページの表示に失敗しました。再読み込みしても直らない場合は、操作内容を運用担当者にお知らせください。',
    invalid: '入力内容に不足または誤りがあります。',
    details: '詳細',
    rule: (id) => `規則 ${id}`,
    request: (id) => `リクエスト ${id}`,
    retry: 'もう一度試す',
  },
  de: {
    offline: 'Das System antwortet nicht. Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.',
    unknown:
      'Die Seite konnte nicht angezeigt werden. Laden Sie sie neu; hilft das nicht, wenden Sie sich an den Betreiber.',
    invalid: 'Einige Angaben fehlen oder sind ungültig.',
    details: 'Einzelheiten',
    rule: (id) => `Regel ${id}`,
    request: (id) => `Anfrage ${id}`,
    retry: 'Erneut versuchen',
  },
});

/** Code of a request with fields that are wrong. */
const INVALID = 'invalid-input';

/** Lists the errors of a request's fields that the fields do not show themselves. */
const unshownErrors = (error: Error, shown: readonly string[]) => {
  const invalid = error instanceof ApiProblem && error.code === INVALID ? error.errors : [];
  const errors = invalid.filter(({ field }) => !shown.includes(field));
  return { errors, areAllShown: invalid.length > 0 && errors.length === 0 };
};

/** Returns true if the fields show every error, so that a notice would add nothing. */
export const isShownAtFields = (error: Error, shown: readonly string[]): boolean =>
  unshownErrors(error, shown).areAllShown;

/** What names a problem to those who look into it: the rule and the request. Closed at first. */
const Reference = ({ problem: { rule, requestId } }: { readonly problem: ApiProblem }) => {
  const t = useTexts(texts);
  const parts = [...(rule === undefined ? [] : [t.rule(rule)]), ...(requestId === null ? [] : [t.request(requestId)])];
  if (parts.length === 0) return null;
  return (
    <details className={styles['reference']}>
      <summary>{t.details}</summary>
      {parts.join(' · ')}
    </details>
  );
};

/**
 * Why something failed, in the engine's own words; its details have the rule, and the request's id to look it up by.
 * Fields that are wrong are listed, unless a form shows them.
 */
export const ProblemNotice = ({
  error,
  hasFields = false,
  shown = [],
  onRetry,
}: {
  readonly error: Error;
  /** What is wrong with a field is shown at the field. */
  readonly hasFields?: boolean;
  /** Fields that show what is wrong with them. If no other one is wrong, nothing is shown here. */
  readonly shown?: readonly string[];
  readonly onRetry?: (() => void) | undefined;
}) => {
  const t = useTexts(texts);
  const { past } = useTexts(pastTexts);
  const problem = error instanceof ApiProblem ? error : undefined;
  const { errors, areAllShown } = unshownErrors(error, shown);
  if (areAllShown) return null;
  const words = errors.length > 0 ? t.invalid : problem?.detail;
  const other = error instanceof PastWrite ? past : error instanceof NoResponse ? t.offline : t.unknown;
  const detail = words ?? other;
  return (
    <div role="alert" className={styles['problem']}>
      <p className={styles['detail']}>{detail}</p>
      {errors.length > 0 && !hasFields && (
        <ul>
          {errors.map((one) => (
            <li key={`${one.field} ${one.message}`}>
              <code>{one.field}</code> {fieldMessage(one)}
            </li>
          ))}
        </ul>
      )}
      {problem && <Reference problem={problem} />}
      {onRetry && <Button onClick={onRetry}>{t.retry}</Button>}
    </div>
  );
};
