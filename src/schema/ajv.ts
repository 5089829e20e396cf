import { Ajv2020 } from 'ajv/dist/2020.js';
import { Name } from 'ajv/dist/compile/codegen/index.js';
import { mergeEvaluated } from 'ajv/dist/compile/util.js';
import patternProperties from 'ajv/dist/vocabularies/applicator/patternProperties.js';
import prefixItems from 'ajv/dist/vocabularies/applicator/prefixItems.js';
import addFormats from 'ajv-formats';

/** One Ajv for a whole document: an instance per schema costs thirty times as much. */
export function makeAjv(more: { discriminator?: boolean } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    ...more,
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    unicodeRegExp: true,
    multipleOfPrecision: 10,
    // Optimising what is generated takes longer than it saves in a run.
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.removeKeyword('patternProperties').addKeyword(BY_PATTERN);
  ajv.removeKeyword('prefixItems').addKeyword(TUPLE);
  return ajv;
}

/**
 * Ajv 8.20 writes what a pattern of names has evaluated into what `if`, `anyOf` or `oneOf` beside it have written, and throws
 * where that is nothing, or everything. Here it is written apart and put together afterwards.
 */
const BY_PATTERN: typeof patternProperties.default = {
  ...patternProperties.default,
  before: 'additionalProperties',
  code(context) {
    const { gen, it } = context;
    const before = it.props;
    if (before instanceof Name) delete it.props;
    patternProperties.default.code(context);
    if (before instanceof Name) it.props = it.props === undefined ? before : mergeEvaluated.props(gen, it.props, before);
  },
};

/** Inside a condition, Ajv 8.20 skips what comes after a tuple that is longer than the array: nothing but `unevaluatedItems` should. */
const TUPLE: typeof prefixItems.default = { ...prefixItems.default, before: 'unevaluatedItems' };
