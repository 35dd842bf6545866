import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { DataFolderHint, SignInCommand, useHasLinks } from '../../session/sign-in-command.js';
import { useTexts } from '../../texts/language-context.js';
import styles from './first-steps.module.css';
import { firstStepsTexts } from './first-steps.texts.js';
import { type FirstPeople, useFirstPeople } from './use-first-people.js';

/** A step, which leads to where it is done until it is. */
const Step = ({
  isDone,
  title,
  children,
}: {
  readonly isDone: boolean;
  readonly title: string;
  readonly children?: ReactNode;
}) => {
  const t = useTexts(firstStepsTexts);
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li className={styles['step']} data-done={isDone}>
      <Icon size={18} role="img" aria-label={isDone ? t.done : t.toDo} className={styles['icon']} />
      <div className={styles['text']}>
        <strong className={styles['title']}>{title}</strong>
        {!isDone && children}
      </div>
    </li>
  );
};

/** How the first people sign in: with links that the operator prints, or with the identity provider. */
const SignInStep = ({ team, administrator, agent, hasAddOn }: FirstPeople) => {
  const t = useTexts(firstStepsTexts);
  const hasLinks = useHasLinks();
  const areKnown = team !== undefined && administrator !== undefined && agent !== undefined;
  return (
    <Step isDone={hasAddOn} title={t.signIn}>
      {areKnown && !hasLinks && <p>{t.provider}</p>}
      {areKnown && hasLinks && (
        <>
          <p>{t.links}</p>
          <SignInCommand person={{ kind: 'member', team, id: administrator }} />
          <SignInCommand person={{ kind: 'agent', id: agent }} />
          <DataFolderHint />
          <p>{t.windows}</p>
        </>
      )}
    </Step>
  );
};

/**
 * What to do first on an engine without people, for operators: from the first team to the first request. A card that
 * was there says when all is done.
 */
export const FirstSteps = () => {
  const t = useTexts(firstStepsTexts);
  const { isPast } = useMoment();
  const people = useFirstPeople();
  const isUndone = people?.hasAddOn === false;
  const [wasUndone, setWasUndone] = useState(false);
  useEffect(() => {
    if (isUndone) setWasUndone(true);
  }, [isUndone]);
  if (!people || isPast || !(isUndone || wasUndone)) return null;
  const { team, administrator, agent, hasAddOn } = people;
  return (
    <Card title={t.title}>
      <p role="status">{hasAddOn ? t.allDone : t.intro}</p>
      <ol className={styles['steps']}>
        <Step isDone={team !== undefined} title={t.team}>
          <p>{t.teamHint}</p>
          <Link to="/teams" search={{ dialog: 'register' }}>
            {t.team}
          </Link>
        </Step>
        <Step isDone={administrator !== undefined} title={t.administrator}>
          <p>{t.administratorHint}</p>
          {team !== undefined && (
            <Link to="/teams/$teamId" params={{ teamId: team }} search={{ dialog: 'administrator' }}>
              {t.administrator}
            </Link>
          )}
        </Step>
        <Step isDone={agent !== undefined} title={t.agent}>
          <p>{t.agentHint}</p>
          <Link to="/agents" search={{ dialog: 'register' }}>
            {t.agent}
          </Link>
        </Step>
        <SignInStep {...people} />
        <Step isDone={hasAddOn} title={t.addOn}>
          <p>{t.addOnHint}</p>
        </Step>
      </ol>
    </Card>
  );
};
