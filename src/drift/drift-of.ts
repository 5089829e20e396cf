import type { Drift, DriftDirection, DriftSeverity, Effect } from '../model/drift.ts';
import { driftFingerprint } from './fingerprint.ts';

/** What every rule of drift says of whatever it finds. */
interface Rating {
  id: string;
  says: string;
  direction: DriftDirection;
  effect: Effect;
  severity: DriftSeverity;
}

/** What one finding of a rule adds to that; `detail` tells several at one place apart. */
type Told = Pick<Drift, 'source' | 'operation' | 'at' | 'before' | 'after' | 'file' | 'line'> & Partial<Drift> & { detail?: string | undefined };

/** A drift, rated as its rule says where nothing else is told. */
export function driftOf({ id, says, direction, effect, severity }: Rating, { detail, ...told }: Told): Drift {
  const identity = { source: told.source, operation: told.operation, rule: id, at: told.at };
  return { fingerprint: driftFingerprint(identity, detail), rule: id, says, direction, effect, severity, ...told };
}
