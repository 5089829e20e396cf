import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { PlacedNode, SchemaNode } from '../model/schemas.ts';
import type { Look } from './rule.ts';

/** What a schema says of the members at one place. Worked out where an answer gets there, once per contract and schema. */
interface Named {
  /** The members it names; absent where it names none, or where conditional branches may name more. */
  members?: ReadonlyMap<string, () => Named>;
  items(): Named;
}

const trees = new WeakMap<Contract, Map<string, Named>>();

/** Pointers to members of an answer that its schema (by the pointer of that) does not name, with `*` for array indexes. */
export function unknownMembers({ contract }: Look, schema: string, value: Json): string[] {
  const known = trees.get(contract) ?? new Map<string, Named>();
  trees.set(contract, known);
  const tree = known.get(schema) ?? named(contract, contract.schemas.nodes({ pointer: schema, direction: 'response' }));
  known.set(schema, tree);
  return [...new Set(unknownIn(tree, value, ''))];
}

function named(contract: Contract, nodes: readonly PlacedNode[]): Named {
  const expand = (schema: unknown, origin: string): PlacedNode[] =>
    typeof schema === 'object' && schema !== null ? contract.schemas.expand(schema as SchemaNode, origin, 'response') : [];
  const below = new Map<string, PlacedNode[]>();
  for (const { node, origin } of nodes)
    for (const [name, schema] of Object.entries((node['properties'] ?? {}) as Record<string, unknown>))
      below.set(name, [...(below.get(name) ?? []), ...expand(schema, child(child(origin, 'properties'), name))]);
  const conditional = nodes.some(({ node }) => 'oneOf' in node || 'anyOf' in node || 'if' in node || 'patternProperties' in node);
  const open = below.size === 0 || nodes.some(({ node }) => typeof node['additionalProperties'] === 'object');
  return {
    ...(conditional || open ? {} : { members: new Map([...below].map(([name, inner]) => [name, once(() => named(contract, inner))])) }),
    items: once(() => named(contract, conditional ? [] : nodes.flatMap(({ node, origin }) => expand(node['items'], child(origin, 'items'))))),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function unknownIn(tree: Named, value: Json, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unknownIn(tree.items(), item, `${at}/*`));
  if (!isObject(value) || !tree.members) return [];
  const { members } = tree;
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = members.get(name);
    return below ? unknownIn(below(), inner, child(at, name)) : [child(at, name)];
  });
}
