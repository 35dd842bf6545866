export { canonicalJson, type Json, parseCanonical } from './canonical-json.js';
export {
  formatCheckpoint,
  parseCheckpoint,
  type TreeCheckpoint,
  type VouchedSince,
  vouchedSince,
  vouchedSinceLine,
} from './checkpoint.js';
export { compareByTiles, compareCheckpoints, type ConsistencyEvidence } from './compare-checkpoints.js';
export { type Cosignature, cosign, cosignaturesOf } from './cosignature.js';
export { type EnvelopeFields, envelopeOf, parseEnvelope, type StoredFields } from './envelope.js';
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
export { InvalidSignature, MalformedNote, UntrustedNote } from './errors.js';
export { damage, type Finding, type FindingKind, NO_SAVED_CHECKPOINT, outcomeOf, unknown } from './finding.js';
export { Frontier } from './frontier.js';
export { formatOrigin, isSameLog, keyForOrigin, type LogOrigin, parseOrigin } from './log-origin.js';
export {
  COSIGNATURE_V1,
  ED25519,
  formatSignerKey,
  formatVerifierKey,
  keyIdOf,
  type NoteSigner,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
  signerFromSeed,
} from './note-keys.js';
export { type ConsistencyDocument, type InclusionDocument, parseConsistency, parseProof } from './proof-documents.js';
export { consistencyProof, inclusionProof, type NodeId, type NodeReader, rootAt, subtreesOf } from './proofs.js';
export { isFinding, readCheckpoint, type Trust, type TrustedCheckpoint } from './read-checkpoint.js';
export {
  commitmentOf,
  matchesCommitment,
  type Opening,
  parseOpening,
  SEALED,
  sealedCommitment,
} from './sealed-fields.js';
export {
  addSignatures,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseSignatureLine,
  signatureLine,
  type SignedNote,
  signNote,
  splitNote,
} from './signed-note.js';
export { BUNDLE_FORMAT, type BundleEvent, type TicketBundle } from './ticket-bundle.js';
export {
  decodeTile,
  encodeTile,
  newTiles,
  nodesOfTiles,
  parseTilePath,
  subtreeRoot,
  TILE_HEIGHT,
  TILE_WIDTH,
  type TileId,
  tilePath,
  type TileReader,
  tileWidth,
} from './tiles.js';
export { EMPTY_ROOT, type Hash, leafHash, leafHashInPlace, nodeHash } from './tree-hash.js';
export { type BundleOptions, type ProvenEvent, verifyBundle, type VerifiedBundle } from './verify-bundle.js';
export { rootFromInclusion, type TreeHead, verifyConsistency, verifyInclusion } from './verify-proofs.js';
export {
  type AddCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
  parseCosignatures,
  parseWitnessSize,
} from './witness-protocol.js';
