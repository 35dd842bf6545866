import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField } from '../../design/check-field.js';
import { ChoiceField } from '../../design/choice-field.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useEdit } from '../../design/use-edit.js';
import { useTextFields } from '../../design/use-text-fields.js';
import { useTexts } from '../../texts/language-context.js';
import { teamsTexts } from './teams.texts.js';
import { TIME_ZONES } from '../../time/time-zones.js';

const INTERVALS = ['month', 'year'] as const;

type Team = Schemas['TeamDetails'];
type TermsChange = Parameters<typeof client.patch<'/v1/teams/{teamId}'>>[1]['body'];

/** What differs between the form and the team; undefined if nothing does. */
const changeOf = (team: Team, form: Required<TermsChange>): TermsChange | undefined => {
  const change: TermsChange = {
    ...(form.name === team.name ? {} : { name: form.name }),
    ...(form.selfServe === team.selfServe ? {} : { selfServe: form.selfServe }),
    ...(form.timeZone === team.timeZone ? {} : { timeZone: form.timeZone }),
    ...(form.seats === team.billing.seats ? {} : { seats: form.seats }),
    ...(form.interval === team.billing.interval ? {} : { interval: form.interval }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
};

/** Changes a team's name and terms (P4, P8–P10), unless they have changed since. Mount it anew for each opening. */
export const ChangeTeamDialog = ({
  team,
  etag,
  onClose,
}: {
  readonly team: Team;
  readonly etag: string | null;
  readonly onClose: () => void;
}) => {
  const t = useTexts(teamsTexts);
  const [interval, setInterval] = useEdit(team.billing.interval);
  const [selfServe, setSelfServe] = useEdit(team.selfServe);
  const command = useCommand(
    (body: TermsChange, options) =>
      client.patch('/v1/teams/{teamId}', {
        path: { teamId: team.teamId },
        body,
        ...options,
        ...(etag === null ? {} : { ifMatch: etag }),
      }),
    ['directory', 'billing'],
  );
  const { fieldErrors } = command;
  const { values, field } = useTextFields(
    { name: team.name, timeZone: team.timeZone, seats: String(team.billing.seats) },
    fieldErrors,
  );
  const save = async (): Promise<void> => {
    const change = changeOf(team, { ...values, interval, selfServe, seats: Number(values.seats) });
    if (!change || (await command.send(change))) onClose();
  };
  return (
    <FormDialog
      title={t.changeTitle(team.name)}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.save}
      onSubmit={() => void save()}
    >
      <TextField label={t.name} required autoFocus {...field('name')} />
      <TextField label={t.timeZone} suggestions={TIME_ZONES} required {...field('timeZone')} />
      <CheckField label={t.selfServe} checked={selfServe} onChange={({ target }) => setSelfServe(target.checked)} />
      <TextField label={t.seats} type="number" min={1} required {...field('seats')} />
      <ChoiceField
        label={t.interval}
        values={INTERVALS}
        value={interval}
        labelOf={(one) => t.intervals[one]}
        error={fieldErrors['interval']}
        onChange={(value) => setInterval(value ?? 'month')}
      />
    </FormDialog>
  );
};
