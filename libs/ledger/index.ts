export { canonicalJson, type Json, parseCanonical } from './canonical-json.js';
export {
  formatCheckpoint,
  nextKeyLine,
  parseCheckpoint,
  type TreeCheckpoint,
  vouchedSince,
  vouchedSinceLine,
} from './checkpoint.js';
export { compareByTiles, compareCheckpoints } from './compare-checkpoints.js';
export { cosign, cosignaturesOf } from './cosignature.js';
export { type EnvelopeFields, envelopeOf, envelopeText, parseEnvelope, type StoredFields } from './envelope.js';
export {
  END_BYTES,
  envelopeFrame,
  exportEnd,
  exportHeader,
  type ExportHeader,
  LENGTH_BYTES,
  MAX_ENVELOPE_BYTES,
  MAX_HEADER_BYTES,
  parseExportHeader,
} from './envelope-export.js';
export { isPlainEnvelope } from './envelope-scan.js';
export { damage, type Finding, type FindingKind, NO_SAVED_CHECKPOINT, outcomeOf, unknown } from './finding.js';
export { Frontier } from './frontier.js';
export { UntrustedNote } from './errors.js';
export { announcedKeyIn, isAnnounced, type KeyAnnouncement, mayAnnounceKey } from './key-announcement.js';
export { followHandovers, type KeyHandover } from './key-handovers.js';
export { formatOrigin, isSameLog, keyForOrigin, parseOrigin } from './log-origin.js';
export {
  COSIGNATURE_V1,
  formatSignerKey,
  formatVerifierKey,
  keyLabel,
  type NoteSigner,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
  signerFromSeed,
} from './note-keys.js';
export {
  type ConsistencyDocument,
  type ConsistencyEvidence,
  type InclusionDocument,
  parseConsistency,
  parseProof,
} from './proof-documents.js';
export { consistencyProof, inclusionProof, type NodeReader, rootAt, subtreesOf } from './proofs.js';
export { isFinding, readCheckpoint, type Trust, type TrustedCheckpoint } from './read-checkpoint.js';
export { commitmentOf, matchesCommitment, type Opening, parseOpening, SEALED } from './sealed-fields.js';
export {
  type Certificate,
  InvalidTimeStamp,
  NONCE_BYTES,
  parsePem,
  parseTimeStampDocument,
  readTimeStamp,
  stampedText,
  timeStampRequest,
  type TimeStamp,
  type TimeStampDocument,
} from './time-stamp/index.js';
export { addSignatures, openNote, signatureLine, signNote, splitNote } from './signed-note.js';
export { BUNDLE_FORMAT, type BundleEvent, type TicketBundle } from './ticket-bundle.js';
export {
  decodeTile,
  encodeTile,
  newTiles,
  nodesOfTiles,
  parseTilePath,
  subtreeRoot,
  TILE_WIDTH,
  type TileId,
  tilePath,
  type TileReader,
  tileWidth,
} from './tiles.js';
export { EMPTY_ROOT, type Hash, leafHash, leafHashInPlace, leafHashOfText } from './tree-hash.js';
export { type BundleOptions, type ProvenEvent, verifyBundle } from './verify-bundle.js';
export { type TreeHead, verifyConsistency, verifyInclusion } from './verify-proofs.js';
export { formatAddCheckpoint, parseAddCheckpoint, parseCosignatures, parseWitnessSize } from './witness-protocol.js';
