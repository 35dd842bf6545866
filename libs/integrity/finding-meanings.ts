/** The meaning of each finding code. docs/doctor.md lists them; a code is never reused for another meaning. */
export const FINDING_MEANINGS = {
  'attachment-damaged': 'The bytes of a stored file do not have the hash that is its name.',
  'attachment-missing': 'A file that a message refers to is not stored. It may have been erased.',
  'check-failed': 'A check could not be carried out, so its question is open.',
  'checkpoint-file':
    'The file with the newest checkpoint is damaged, of another log or epoch, or not signed by this log.',
  'checkpoint-lost': 'A reader of the log has read an event that the log does not contain.',
  'checkpoint-signature':
    'A stored checkpoint is not signed by the key of its log, or belongs to another epoch or size.',
  'derived-fact': 'A fact that follows from earlier events, such as `inTime` or a due time, is another one.',
  'epoch-lost':
    'Checkpoints of an earlier epoch cover events that the current one does not share: what they signed is lost.',
  'erasure-undone': 'A list of erasures names a person of whose erasure neither the key store nor the log knows.',
  'erasure-unlisted': 'A list of erasures lacks an erasure, so that a restore by it would bring the person back.',
  'event-id': 'The id of an event does not follow from its contents: its text, actor or time was changed.',
  'event-order': 'The time of an event is before that of an earlier one.',
  'event-shape': 'The data of an event does not have the published shape of its type.',
  'event-text': 'The text of an event is not canonical JSON, or not what its fields say.',
  'event-time': 'A time of an event is not a valid instant, or lies after the event was recorded.',
  'event-type': 'An event has a type or version that this version of the engine does not know.',
  'fact-unknown':
    'What some events state follows from a text, rules or time-zone data that are not known, so it was not compared.',
  'history-cut': 'A saved checkpoint has more events than the log: it was cut, or an older copy was put in its place.',
  'history-differs': 'A saved checkpoint names other events: the log was rewritten, or it is a fork.',
  'history-unproven':
    'Whether the log was rewritten and signed again cannot be known without a checkpoint saved elsewhere.',
  'id-like-name':
    'An id of a person or team looks like a name or mail address. Ids outlive an erasure: use random ones.',
  'key-differs': 'The checkpoints of the log are signed by another key than the one that you trust.',
  'key-handover':
    'A checkpoint with which a key handed over is not signed by both keys, or does not name the next one.',
  'key-missing': 'The key of a sealed event is missing, although its subject was not erased.',
  'key-store-differs': 'The log names another store of keys of personal data than the one at hand.',
  'key-unannounced': 'A key has signed the log that the log does not announce as its key.',
  'key-unusable':
    'A key or secret is stored, but the master key does not unwrap it: it is damaged, or another one is set.',
  'leaf-differs': 'An event is not the one that was recorded: its hash differs from its recorded leaf.',
  'leaf-missing': 'An event has no recorded leaf, or a recorded leaf has no event: an event was added or removed.',
  'log-structure': 'Positions, revisions or the records beside the events disagree, or the file is damaged.',
  'policy-text': 'The recorded text of a policy version does not have the recorded hash.',
  'policy-unrecorded': 'An event names a policy version whose text is not recorded before it.',
  'read-audit': 'A record of the read audit was changed, removed or added, or its tree is not that which was signed.',
  'read-audit-missing':
    'An engine that records reads has served the log, but has left no read audit: it was removed, or this is a copy.',
  'read-checkpoint': 'A checkpoint of the read audit is not signed by a key of the log, or belongs to another tree.',
  'read-deleted': 'The text of a record of the read audit was deleted, although no retention on the log dropped it.',
  'read-index': 'What queries of the read audit find a record by is not what the record says.',
  'read-missing': 'An event was decided on a revision of another stream that the log does not contain before it.',
  'row-columns': 'The columns of a stored row do not agree with its body.',
  'row-differs': 'A stored row differs from the row that the events give.',
  'rows-unchecked': 'The rows of a read model could not be compared, because it has stopped or is being rebuilt.',
  'saved-checkpoint': 'The saved checkpoint that was given cannot be used.',
  'schema-changed': 'A table, index, trigger or view is missing, changed, or not one that this version creates.',
  'seal-broken': 'The box of a sealed event does not open at its place, or not to what its commitment names.',
  'signed-events-missing': 'The log has signed more events than it has: the newest are missing.',
  'signed-root-differs': 'The events of the log are not those that it has signed.',
  'time-stamp':
    'A stored time stamp is not one of its checkpoint or of its time, is damaged, or is not by a trusted authority.',
  'tombstone-missing':
    'The log says that a person is erased, but the key store has no record of it: the key was brought back.',
  'tombstone-unrecorded': 'A key is destroyed, but the log has no request to erase its subject.',
  'tree-differs':
    'The recorded frontier, a stored tile, or the stored positions of leaves are not those of the events.',
  'tree-incomplete': 'The tree of the log does not reach its end yet.',
} as const;
