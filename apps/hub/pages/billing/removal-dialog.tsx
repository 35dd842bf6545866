import type { Schemas } from '@ledgerdesk/client';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { FormDialog } from '../../design/form-dialog.js';
import { LoadingPage } from '../../design/loading-page.js';
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
  const begin = useEffectEvent(async () => setPreview((await ask.send(undefined))?.data));
  // Runs once: the dialog is for one add-on.
  useEffect(() => void begin(), []);
  const remove = async (): Promise<void> => {
    if (preview && (await confirm.send({ previewId: preview.previewId }))) onClose();
  };
  const error = ask.error ?? confirm.error;
  return (
    <FormDialog
      title={t.removalTitle(name)}
      submit={t.remove}
      dismiss={t.keep}
      isDanger
      isReady={preview !== undefined}
      isOpen
      command={{ isSending: confirm.isSending, error }}
      onSubmit={() => void remove()}
      onClose={onClose}
    >
      {!preview && !error && <LoadingPage lines={4} />}
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
    </FormDialog>
  );
};
