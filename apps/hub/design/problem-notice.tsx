import { ApiProblem, NoResponse } from '@ledgerdesk/client';
import { fieldMessage } from '../api/field-message.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';
import styles from './problem-notice.module.css';

const texts = defineTexts({
  en: {
    offline: 'The server is not responding. What you have written is kept; try again in a moment.',
    unknown: 'This page could not be shown. Load it again; if that does not help, tell your operator what you did.',
    invalid: 'Some entries are missing or not valid.',
    rule: (id: string) => `Rule ${id}`,
    request: (id: string) => `Request ${id}`,
    retry: 'Try again',
  },
  ja: {
    offline: 'サーバーから応答がありません。入力内容は保持されています。しばらくしてからもう一度お試しください。',
    unknown: 'ページの表示に失敗しました。再読み込みしても直らない場合は、操作内容を運用担当者にお知らせください。',
    invalid: '入力内容に不足または誤りがあります。',
    rule: (id) => `規則 ${id}`,
    request: (id) => `リクエスト ${id}`,
    retry: 'もう一度試す',
  },
  de: {
    offline: 'Das System antwortet nicht. Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.',
    unknown:
      'Die Seite konnte nicht angezeigt werden. Laden Sie sie neu; hilft das nicht, wenden Sie sich an den Betreiber.',
    invalid: 'Einige Angaben fehlen oder sind ungültig.',
    rule: (id) => `Regel ${id}`,
    request: (id) => `Anfrage ${id}`,
    retry: 'Erneut versuchen',
  },
});

/** Code of a request with fields that are wrong. */
const INVALID = 'invalid-input';

/**
 * Why something failed: the engine's own words, the rule, and the request's id to look it up by. Fields that are wrong
 * are listed, unless a form shows them.
 */
export const ProblemNotice = ({
  error,
  hasFields = false,
  onRetry,
}: {
  readonly error: Error;
  /** What is wrong with a field is shown at the field. */
  readonly hasFields?: boolean;
  readonly onRetry?: (() => void) | undefined;
}) => {
  const t = useTexts(texts);
  const problem = error instanceof ApiProblem ? error : undefined;
  const errors = problem?.code === INVALID ? problem.errors : [];
  const words = errors.length > 0 ? t.invalid : problem?.detail;
  const detail = words ?? (error instanceof NoResponse ? t.offline : t.unknown);
  const reference = [
    problem?.rule === undefined ? undefined : t.rule(problem.rule),
    problem?.requestId ? t.request(problem.requestId) : undefined,
  ].filter((part) => part !== undefined);
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
      {reference.length > 0 && <p className={styles['reference']}>{reference.join(' · ')}</p>}
      {onRetry && <Button onClick={onRetry}>{t.retry}</Button>}
    </div>
  );
};
