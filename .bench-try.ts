import { loadContract, providerNames } from './fixtures/disk/specs.ts';
import { startMock } from './fixtures/mock/mock.ts';
import { openSession } from './fixtures/run/session.ts';
import { directTransport } from './fixtures/transport/direct.ts';
import { groupClauses } from './src/findings/group.ts';
import { findingsOf } from './fixtures/run/summary.ts';
import { knownFrom } from './src/findings/known.ts';
const contracts = providerNames().map(loadContract);
const mock = await startMock({ contracts });
for (const round of [1,2]) for (const contract of contracts) {
  const settings = mock.settings(contract.provider);
  const t = performance.now();
  const session = openSession({ contract, baseUrl: mock.baseUrl(contract.provider), settings, transport: directTransport(), plan: { profile: 'gate', run: 'x' + round, alternatives: [0], allowHazards: true } });
  const t1 = performance.now();
  const results = await session.results(session.plan.cases.map((c) => c.id));
  const t2 = performance.now();
  const groups = groupClauses(contract.clauses, session.plan.cases);
  for (const g of groups) findingsOf(contract, new Map(session.plan.cases.map(c=>[c.id,c])), g.ownCases ? results.slice(0,5) : results, knownFrom({ waivers: [], baseline: [], today: '2026-01-01' }));
  console.log(contract.provider, 'plan', (t1-t).toFixed(0), 'run', (t2-t1).toFixed(0), 'requests', results.reduce((s,r)=>s+r.requests,0), 'fold groups', (performance.now()-t2).toFixed(0), groups.length);
  await session.close();
}
await mock.close();
