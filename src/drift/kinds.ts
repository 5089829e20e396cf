import type { JsonType } from '../model/json.ts';
import type { Shape } from './shape.ts';

const admits = (types: readonly JsonType[] | undefined, type: JsonType): boolean =>
  types === undefined || types.includes(type) || (type === 'integer' && types.includes('number'));
/** True where one list of types has a type that the other does not admit; undefined admits all. */
export const missing = (from: readonly JsonType[] | undefined, inOther: readonly JsonType[] | undefined): boolean =>
  from === undefined ? inOther !== undefined : from.some((type) => !admits(inOther, type));

/** True where no value of one kind can be of the other: there is nothing else to compare then. */
export const isReplaced = (before: Shape, after: Shape): boolean =>
  before.types !== undefined &&
  after.types !== undefined &&
  before.types.length + after.types.length > 0 &&
  !before.types.some((type) => admits(after.types, type)) &&
  !after.types.some((type) => admits(before.types, type));
