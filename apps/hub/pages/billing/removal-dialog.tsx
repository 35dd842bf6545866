import type { Schemas } from '@ledgerdesk/client';
import { useEffect, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { billingTexts } from './billing.texts.js';
import { useTeamZone } from './use-team-zone.js';

type Preview = Schemas['RemovalPreview'];

/** Previews the removal of an add-on, and confirms it (P8). */
export const RemovalDialog = ({
  teamId,
  product,
  name,
  onClose,
}: {
  readonly teamId: string;
  readonly product: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const zone = useTeamZone();
  const [preview, setPreview] = useState<Preview>();
  const path = { teamId, product };
  const ask = useCommand(
    (_: undefined, options) =>
      client.post('/v1/teams/{teamId}/add-ons/{product}/removal/preview', { path, ...options }),
    [],
  );
  const confirm = useCommand(
    (body: { readonly previewId: string }, options) =>
      client.post('/v1/teams/{teamId}/add-ons/{product}/removal', { path, body, ...options }),
    ['billing', 'self'],
  );
  useEffect(() => {
    void ask.send(undefined).then((answer) => setPreview(answer?.data));
    // Once: the dialog is open for one add-on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const remove = async (): Promise<void> => {
    if (preview && (await confirm.send({ previewId: preview.previewId }))) onClose();
  };
  const error = ask.error ?? confirm.error;
  return (
    <Dialog
      title={t.removalTitle(name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <CommandButton
            weight="danger"
            disabled={!preview}
            isSending={confirm.isSending}
            onClick={() => void remove()}
          >
            {t.remove}
          </CommandButton>
        </>
      }
    >
      {preview && (
        <>
          <p>{t.removalEnds}</p>
          <ul className={styles['bullets']}>
            {preview.ends.map((benefit) => (
              <li key={benefit}>{t.benefits[benefit]}</li>
            ))}
          </ul>
          <p>{t.removalAt(formats.withZone(preview.effectiveAt))}</p>
          <p className={styles['muted']}>
            {t.notCharged(
              formats.money(preview.cancelledCharge.amount),
              formats.dateIn(preview.cancelledCharge.at, zone),
            )}
          </p>
        </>
      )}
      {error && <ProblemNotice error={error} />}
    </Dialog>
  );
};
