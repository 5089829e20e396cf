import type { JsonType } from '../model/json.ts';
import type { Shape } from './shape.ts';

/** What types are allowed, and whether they are told apart: in text, a number is a string as well. */
type Kinds = Pick<Shape, 'types' | 'asText'>;

const SINGLE: readonly JsonType[] = ['boolean', 'integer', 'number'];
const admits = ({ types, asText }: Kinds, type: JsonType): boolean =>
  types === undefined ||
  types.includes(type) ||
  (type === 'integer' && types.includes('number')) ||
  (asText && types.includes('string') && SINGLE.includes(type));
/** True where one side has a type that the other does not admit. */
export const missing = (from: Kinds, inOther: Kinds): boolean =>
  from.types === undefined
    ? inOther.types !== undefined && !(inOther.asText && inOther.types.includes('string'))
    : from.types.some((type) => !admits(inOther, type));

/** True where no value of one kind can be of the other: there is nothing else to compare then. */
export const isReplaced = (before: Shape, after: Shape): boolean =>
  before.types !== undefined &&
  after.types !== undefined &&
  before.types.length + after.types.length > 0 &&
  !before.types.some((type) => admits(after, type)) &&
  !after.types.some((type) => admits(before, type));
