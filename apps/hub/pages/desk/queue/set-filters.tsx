import { X } from 'lucide-react';
import { useResource } from '../../../api/resource.js';
import { useTexts } from '../../../texts/language-context.js';
import { agentsResource, customerResource, teamResource } from '../desk-resources.js';
import { queueTexts } from './queue.texts.js';
import styles from './queue.module.css';
import type { QueueChanges, QueueSearch } from './queue-search.js';

/** A filter that is set elsewhere, such as the team of a ticket, and that can be removed here. */
const Chip = ({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) => {
  const t = useTexts(queueTexts);
  return (
    <button type="button" className={styles['chip']} title={t.removeFilter} onClick={onRemove}>
      {label}
      <X size={12} role="img" aria-label={t.removeFilter} />
    </button>
  );
};

const TeamChip = ({ team, onRemove }: { readonly team: string; readonly onRemove: () => void }) => {
  const t = useTexts(queueTexts);
  const { data } = useResource(teamResource(team));
  return <Chip label={`${t.team}: ${data?.name ?? team}`} onRemove={onRemove} />;
};

const RequesterChip = ({
  team,
  requester,
  onRemove,
}: {
  readonly team: string;
  readonly requester: string;
  readonly onRemove: () => void;
}) => {
  const t = useTexts(queueTexts);
  const { data } = useResource(customerResource(team, requester));
  return <Chip label={`${t.columns.requester}: ${data?.member.name ?? requester}`} onRemove={onRemove} />;
};

const AssigneeChip = ({ agentId, onRemove }: { readonly agentId: string; readonly onRemove: () => void }) => {
  const t = useTexts(queueTexts);
  const { data } = useResource(agentsResource);
  const name = data?.items.find((agent) => agent.agentId === agentId)?.name ?? agentId;
  return <Chip label={`${t.columns.assignee}: ${name}`} onRemove={onRemove} />;
};

/** The filters that have no field of their own, by name. */
export const SetFilters = ({
  search: { team, requester, assignedTo },
  onChange,
}: {
  readonly search: QueueSearch;
  readonly onChange: (changes: QueueChanges) => void;
}) => (
  <>
    {team !== undefined && (
      <TeamChip team={team} onRemove={() => onChange({ team: undefined, requester: undefined })} />
    )}
    {team !== undefined && requester !== undefined && (
      <RequesterChip team={team} requester={requester} onRemove={() => onChange({ requester: undefined })} />
    )}
    {assignedTo !== undefined && assignedTo !== 'me' && assignedTo !== 'nobody' && (
      <AssigneeChip agentId={assignedTo} onRemove={() => onChange({ assignedTo: undefined })} />
    )}
  </>
);
