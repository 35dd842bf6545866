import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { type CheckedProof, type Finding, type ProvenEvent, UNKNOWN } from './verification/ticket-proof.js';

/** What a check means: proven, proven as far as can be known, or not. */
const verdictOf = ({ findings, events }: CheckedProof): 'sound' | 'unknown' | 'damaged' => {
  if (findings.some(({ kind }) => !UNKNOWN.includes(kind)) || events.length === 0) return 'damaged';
  return findings.length === 0 ? 'sound' : 'unknown';
};

const ICONS = { sound: CircleCheck, unknown: CircleHelp, damaged: CircleAlert };
const CLASSES = { sound: 'ok', unknown: 'warn', damaged: 'bad' } as const;

/** Where something was found: the leaf of the log, the stream, or the version of a policy. */
const PlaceText = ({ place }: { readonly place: string }) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const leaf = /^leaf (\d+)$/.exec(place)?.[1];
  if (leaf !== undefined) return <span>{t.leafAt(formats.number(Number(leaf)))}</span>;
  const name = Object.entries(t.places).find(([known]) => known === place)?.[1];
  return name === undefined ? <code>{place}</code> : <span>{name}</span>;
};

const Findings = ({ findings }: { readonly findings: readonly Finding[] }) => {
  const t = useTexts(proofTexts);
  return (
    <ul aria-label={t.findings} className={styles['findings']}>
      {findings.map(({ kind, place }) => (
        <li key={`${kind} ${place}`}>
          {t.finding[kind]} <PlaceText place={place} />
        </li>
      ))}
    </ul>
  );
};

/** What a proof was found to say, in plain words, and the events that it proves. */
export const CheckedProofView = ({
  result,
  onDownload,
}: {
  readonly result: CheckedProof;
  readonly onDownload: () => void;
}) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => outcome.current?.focus(), [result]);
  const verdict = verdictOf(result);
  const Icon = ICONS[verdict];
  const { findings, ticket, scope, checkpoint, events, policies } = result;
  const soundText = scope === 'public' ? t.soundPublic : `${t.sound} ${t.soundAll}`;
  const columns: readonly PlainColumn<ProvenEvent>[] = [
    { id: 'revision', name: t.revision, align: 'end', render: ({ revision }) => revision },
    { id: 'event', name: t.event, render: ({ type }) => type },
    { id: 'recorded', name: t.recorded, render: ({ recordedAt }) => <TimeText at={recordedAt} /> },
    { id: 'leaf', name: t.leaf, align: 'end', render: ({ index }) => formats.number(index) },
    { id: 'personal', name: t.personal, render: ({ personal }) => t.personals[personal] },
  ];
  return (
    <>
      <div ref={outcome} tabIndex={-1} role="status" className={styles[CLASSES[verdict]]}>
        <p className={styles['verdict']}>
          <Icon size={18} aria-hidden />
          <strong>{verdict === 'sound' ? soundText : verdict === 'unknown' ? t.unknown : t.damaged}</strong>
        </p>
        {ticket !== undefined && <p>{t.ofTicket(ticket)}</p>}
        {checkpoint && <p>{t.coveredBy(formats.number(checkpoint.size), checkpoint.origin)}</p>}
        {findings.length > 0 && <Findings findings={findings} />}
      </div>
      {events.length > 0 && (
        <Card title={t.events} actions={<Button onClick={onDownload}>{t.downloadProof}</Button>}>
          <PlainTable label={t.events} columns={columns} stacks rows={events} idOf={({ index }) => String(index)} />
          <p className={styles['note']}>{t.leafHint}</p>
          <p className={styles['note']}>{t.policies(formats.number(policies.length))}</p>
        </Card>
      )}
    </>
  );
};
