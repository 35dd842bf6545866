import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { resource, useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { oneOf } from '../../app/search-values.js';
import { Badge } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { ChoiceField } from '../../design/choice-field.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextField } from '../../design/field.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import styles from './erasures-page.module.css';
import { erasuresTexts } from './erasures.texts.js';

type Preview = Schemas['ErasurePreview'];
type Kind = Preview['kind'];
interface Subject {
  readonly kind: Kind;
  readonly id: string;
}

const KINDS: readonly Kind[] = ['member', 'agent', 'consultant', 'account-manager'];
const WHILE_RUNNING_MS = 3_000;
const route = getRouteApi('/erasures');

/** What an erasure would touch, and the confirmation by typing the id. */
const ErasurePreview = ({ preview }: { readonly preview: Preview }) => {
  const t = useTexts(erasuresTexts);
  const formats = useFormats();
  const navigate = useNavigate();
  const { isPast } = useMoment();
  const [typed, setTyped] = useState('');
  const { kind, id } = preview;
  const command = useCommand(
    (body: Subject, options) => client.post('/v1/privacy/erasures', { body, ...options }),
    ['directory', 'agents', 'tickets', 'live', 'inquiries', 'deliveries', 'log'],
  );
  const erase = async (): Promise<void> => {
    const answer = await command.send({ kind, id });
    if (answer) void navigate({ to: '/erasures', search: { erasure: answer.data.erasureId } });
  };
  const counted = ['tickets', 'openTickets', 'chats', 'callbacks', 'inquiries', 'mails'] as const;
  return (
    <Card title={t.touched}>
      <FactList>
        {counted.map((name) => (
          <Fact key={name} name={t[name]}>
            {formats.number(preview[name])}
          </Fact>
        ))}
      </FactList>
      {preview.tickets > 0 && <p>{t.closes}</p>}
      {preview.erasable ? (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === id && !isPast) void erase();
          }}
        >
          <TextField
            label={t.confirm}
            hint={t.confirmHint(id)}
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <CommandButton type="submit" weight="danger" isSending={command.isSending} disabled={typed !== id}>
            {t.erase}
          </CommandButton>
          {command.error && <ProblemNotice error={command.error} />}
        </form>
      ) : (
        <p>
          {t.notErasable} <code>{'ledgerdesk reseal'}</code>
        </p>
      )}
    </Card>
  );
};

/** Chooses a person, and asks what their erasure would touch. */
const SubjectForm = () => {
  const t = useTexts(erasuresTexts);
  const search = route.useSearch();
  const [kind, setKind] = useState<Kind>(oneOf(KINDS, search.kind) ?? 'member');
  const [id, setId] = useState(search.person ?? '');
  const [preview, setPreview] = useState<Preview>();
  const command = useCommand(
    (body: Subject, options) => client.post('/v1/privacy/erasures/preview', { body, ...options }),
    [],
    { changesNothing: true },
  );
  const look = async (): Promise<void> => setPreview((await command.send({ kind, id: id.trim() }))?.data);
  return (
    <>
      <Card title={t.who}>
        <p>{t.intro}</p>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void look();
          }}
        >
          <ChoiceField
            label={t.kind}
            values={KINDS}
            value={kind}
            labelOf={(one) => t.kinds[one]}
            onChange={(value) => {
              setKind(value ?? 'member');
              setPreview(undefined);
            }}
          />
          <TextField
            label={t.id}
            hint={t.idHints[kind]}
            required
            autoComplete="off"
            error={command.fieldErrors['id']}
            value={id}
            onChange={({ target }) => {
              setId(target.value);
              setPreview(undefined);
            }}
          />
          <Button type="submit" weight="primary" disabled={command.isSending}>
            {t.preview}
          </Button>
          {command.error && <ProblemNotice error={command.error} />}
        </form>
      </Card>
      {preview && <ErasurePreview key={`${preview.kind} ${preview.id}`} preview={preview} />}
    </>
  );
};

const erasureResource = (erasureId: string) =>
  resource(['log', 'erasure', erasureId], (options) =>
    client.get('/v1/privacy/erasures/{erasureId}', { path: { erasureId }, ...options }),
  );

/** An erasure that was requested: whether it is completed, and what it has not reached. */
const RequestedErasure = ({ erasureId }: { readonly erasureId: string }) => {
  const t = useTexts(erasuresTexts);
  const formats = useFormats();
  const erasure = useResource(erasureResource(erasureId), { everyMs: WHILE_RUNNING_MS });
  const columns: readonly PlainColumn<Schemas['Erasure']['unreachedKeyBackups'][number]>[] = [
    { id: 'place', name: t.place, render: ({ place }) => <code>{place}</code> },
    { id: 'since', name: t.since, render: ({ since }) => <TimeText at={since} /> },
    { id: 'attempts', name: t.attempts, align: 'end', render: ({ attempts }) => formats.number(attempts) },
    { id: 'failure', name: t.failure, render: ({ failure }) => failure },
  ];
  return (
    <Loaded of={erasure} lines={3}>
      {(data) => (
        <Card title={t.erasure}>
          <FactList>
            <Fact name={t.id}>{[t.kinds[data.kind], data.id].join(' · ')}</Fact>
            <Fact name={t.erasureId}>
              <code>{data.erasureId}</code>
            </Fact>
            <Fact name={t.state}>
              <Badge tone={data.state === 'completed' ? 'ok' : 'accent'}>{t.states[data.state]}</Badge>
            </Fact>
            <Fact name={t.requested}>
              <TimeText at={data.requestedAt} />
            </Fact>
            {data.completedAt !== null && (
              <Fact name={t.completed}>
                <TimeText at={data.completedAt} />
              </Fact>
            )}
            {data.erased &&
              (['tickets', 'chats', 'callbacks', 'inquiries'] as const).map((name) => (
                <Fact key={name} name={t[name]}>
                  {formats.number(data.erased?.[name] ?? 0)}
                </Fact>
              ))}
          </FactList>
          {data.unreachedKeyBackups.length > 0 && (
            <PlainTable
              stacks
              label={t.unreached}
              columns={columns}
              rows={data.unreachedKeyBackups}
              idOf={({ place }) => place}
            />
          )}
          <p>
            <Link to="/erasures">{t.another}</Link>
          </p>
        </Card>
      )}
    </Loaded>
  );
};

/** Erases a person: with a preview, and a confirmation by typing the id. */
export const ErasuresPage = () => {
  const t = useTexts(erasuresTexts);
  const { erasure } = route.useSearch();
  return (
    <Page title={t.title}>{erasure === undefined ? <SubjectForm /> : <RequestedErasure erasureId={erasure} />}</Page>
  );
};
