import type { DriftSeverity, Effect } from '../model/drift.ts';
import type { Change, Found, Meaning, SchemaRule } from './rule.ts';
import type { Shape } from './shape.ts';

/** A change of a schema, which means the contrary in requests and in answers. */
export interface SchemaChange {
  subject: string;
  change: Change;
  says: string;
  basis: string;
  meaning: Meaning;
  /** Where a consumer would rate it otherwise than by its meaning. */
  severity?: { request?: DriftSeverity; answer?: DriftSeverity };
  evenReplaced?: true;
  example: SchemaRule['example'];
  find(before: Shape, after: Shape, status?: string): Found[];
}

/**
 * One rule for requests and one for answers. Who sends may be refused what was accepted (narrowed); who reads may be
 * given what never came (widened).
 */
export function bothSides({ subject, change, severity, ...rest }: SchemaChange): SchemaRule[] {
  return (['request', 'answer'] as const).map((direction) => {
    const harmful = rest.meaning === 'replaces' || rest.meaning === 'differs' || rest.meaning === (direction === 'request' ? 'narrows' : 'widens');
    const effect: Effect = harmful ? 'breaking' : direction === 'request' && rest.meaning === 'widens' ? 'widening' : 'neutral';
    return {
      ...rest,
      id: `${direction}-${subject}-${change}`,
      direction,
      cell: { subject, change },
      effect,
      severity: severity?.[direction] ?? (harmful ? 'breaking' : 'info'),
    };
  });
}
