import { makeDouble } from '#fixtures/mock/double.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { mockSettings } from '#fixtures/mock/settings.ts';
import { type Call, type Reply, runStages } from '#fixtures/mock/stages.ts';
import type { Transport } from '#fixtures/transport/transport.ts';
import type { Contract } from '#src/model/contract.ts';

const BASE = 'http://127.0.0.1/mock';

/** A mock with some changes and no network around it: what it is asked is kept, what lies below HTTP is not there. */
export function inMemory(
  contract: Contract,
  changes: readonly StageChange[],
): { baseUrl: string; settings: Record<string, string>; transport: Transport; calls: Call[] } {
  const settings = mockSettings(contract, BASE);
  const double = makeDouble(contract, settings, changes);
  const calls: Call[] = [];
  const transport: Transport = {
    send: async ({ method, url, headers, body = new Uint8Array() }) => {
      const lower = headers.map(([name, value]) => [name.toLowerCase(), value]);
      const call = { double, method, path: url.slice(BASE.length), headers: Object.fromEntries(lower), bytes: body, now: Date.now() };
      calls.push({ ...call });
      const reply = runStages(double.stages, call);
      return { status: reply.status, headers: Object.entries(reply.headers), body: Buffer.from(reply.text ?? '') };
    },
    close: async () => {},
  };
  return { baseUrl: BASE, settings, transport, calls };
}

/** What a mock with some changes answers to some calls, as texts to compare. */
export function answersTo(calls: readonly Call[], contract: Contract, changes: readonly StageChange[]): string[] {
  const double = makeDouble(contract, mockSettings(contract, BASE), changes);
  return calls.map((call) => shown(runStages(double.stages, { ...call, double })));
}

const shown = ({ status, headers, text, wire }: Reply): string => JSON.stringify([status, headers, text, wire?.toString()]);
