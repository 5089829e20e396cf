import { type Json, sameJson } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { PlacedNode, SchemaNode } from '../model/schemas.ts';
import { commonTypes, commonValues, expand, membersOf, type Reader, speaks } from './node-keywords.ts';

/** One alternative of a `oneOf` or `anyOf`. */
export interface Branch {
  keyword: 'oneOf' | 'anyOf';
  /** The name of the schema it refers to, or what tells it from the others. */
  name: string;
  origin: string;
  nodes: PlacedNode[];
}

/** Alternatives that are none: null beside one other, a single one, and bare types or values beside one another. */
export function mergeBranches(reader: Reader, placed: readonly PlacedNode[]): { nodes: PlacedNode[]; branches: Branch[]; nullable: boolean } {
  const nodes: PlacedNode[] = [];
  const branches: Branch[] = [];
  let nullable = false;
  for (const { node, origin } of placed) {
    const { oneOf, anyOf, ...own } = node;
    nodes.push({ node: own, origin });
    for (const [keyword, list] of [
      ['oneOf', oneOf],
      ['anyOf', anyOf],
    ] as const) {
      if (!Array.isArray(list)) continue;
      const real = (list as SchemaNode[])
        .map((branch, index) => ({ branch, at: child(child(origin, keyword), index) }))
        .filter(({ branch }) => !isNull(branch));
      nullable ||= real.length < list.length;
      const said = real.map(({ branch, at }) => saidBy(reader, branch, at));
      const bare = said.map(bareType);
      const listed = said.map(bareValues);
      if (real.length === 1 && real[0]) {
        const inner = mergeBranches(reader, expand(reader, real[0].branch, real[0].at));
        nodes.push(...inner.nodes);
        branches.push(...inner.branches);
        nullable ||= inner.nullable;
      } else if (bare.every((type) => type !== undefined)) nodes.push({ node: { type: bare.flat() }, origin });
      else if (listed.every((values) => values !== undefined)) nodes.push({ node: { enum: listed.flat() }, origin });
      else branches.push(...real.map(({ branch, at }) => branchOf(reader, keyword, branch, at)));
    }
  }
  return { nodes, branches, nullable };
}

const isNull = (branch: SchemaNode): boolean => typeof branch === 'object' && (branch['type'] === 'null' || sameJson(branch['enum'] as Json, [null]));

/** An alternative as one schema, where what it refers to is one. */
function saidBy(reader: Reader, branch: SchemaNode, at: string): SchemaNode {
  const [first, ...others] = expand(reader, branch, at).filter(speaks);
  return first === undefined || others.length > 0 ? branch : first.node;
}

const bareType = (branch: SchemaNode): unknown =>
  typeof branch === 'object' && Object.keys(branch).length === 1 && 'type' in branch ? branch['type'] : undefined;

/** The values of an alternative that does nothing but list them. */
const bareValues = (branch: SchemaNode): unknown[] | undefined => {
  if (typeof branch !== 'object' || Object.keys(branch).some((keyword) => !['type', 'enum', 'const'].includes(keyword))) return undefined;
  return Array.isArray(branch['enum']) ? branch['enum'] : 'const' in branch ? [branch['const']] : undefined;
};

function branchOf(reader: Reader, keyword: Branch['keyword'], branch: SchemaNode, origin: string): Branch {
  const nodes = expand(reader, branch, origin);
  const referred = nodes.map((node) => node.origin).find((at) => /^\/components\/schemas\/[^/]+$/.test(at));
  return { keyword, name: referred?.split('/').at(-1) ?? distinction(reader, nodes), origin, nodes };
}

/** What tells a nameless branch from the others: the constants of its members, or else its types and members. */
function distinction(reader: Reader, nodes: readonly PlacedNode[]): string {
  const members = [...membersOf(reader, nodes).values()];
  const constants = members.flatMap(({ name, nodes: inner }) => {
    const values = commonValues(inner);
    return values?.length === 1 ? [`${name}=${JSON.stringify(values[0])}`] : [];
  });
  return constants.length > 0 ? constants.join(',') : [...(commonTypes(nodes) ?? []), ...members.map(({ name }) => name).sort()].join(',');
}
