import { spawnSync } from 'node:child_process';
import { given, jobsOf, type Known, npmCalls, stepsOf, type Workflow } from './workflow.ts';

/** A rule that GitHub's own validation does not have. */
export interface WorkflowRule {
  id: string;
  says: string;
  find(workflow: Workflow, known: Known): string[];
}

const scripts = (workflow: Workflow): { where: string; run: string }[] =>
  stepsOf(workflow).flatMap(({ where, step }) => (step.run === undefined ? [] : [{ where, run: step.run }]));

/** Whoever is given something of a context: jobs and steps. */
const receivers = (workflow: Workflow) => [
  ...jobsOf(workflow).map(([where, { env = {} }]) => ({ where, env })),
  ...stepsOf(workflow).map(({ where, step: { env = {} } }) => ({ where, env })),
];

/** Most scripts stand in many workflows: `bash` is asked once for each. */
const readable = new Map<string, boolean>();

function isReadable(script: string): boolean {
  const known = readable.get(script) ?? spawnSync('bash', ['--norc', '-n'], { input: script }).status === 0;
  readable.set(script, known);
  return known;
}

export const WORKFLOW_RULES: readonly WorkflowRule[] = [
  {
    id: 'job-without-timeout',
    says: 'a job that hangs ends after minutes, not after six hours',
    find: (workflow) => jobsOf(workflow).flatMap(([name, job]) => (Number(job['timeout-minutes']) <= 60 ? [] : [name])),
  },
  {
    id: 'permissions-not-named',
    says: 'the workflow has no rights, and each job names those it needs',
    find: (workflow) => [
      ...(workflow.permissions && Object.keys(workflow.permissions).length === 0 ? [] : ['the workflow']),
      ...jobsOf(workflow).flatMap(([name, { permissions }]) => (permissions ? [] : [name])),
    ],
  },
  {
    id: 'rights-beside-secrets',
    says: 'a job that may write is given no secret',
    find: (workflow) =>
      jobsOf(workflow).flatMap(([name, job]) =>
        Object.values(job.permissions ?? {}).includes('write') && [job, ...job.steps].some((part) => given(part, 'secrets').length > 0) ? [name] : [],
      ),
  },
  {
    id: 'concurrency-not-said',
    says: 'it is said what becomes of a run that is under way already',
    find: ({ concurrency }) => (concurrency === undefined ? ['the workflow'] : []),
  },
  {
    id: 'expression-in-script',
    says: 'what comes from outside reaches a script through its environment, never as text of the script',
    find: (workflow) => scripts(workflow).flatMap(({ where, run }) => (run.includes('${{') ? [where] : [])),
  },
  {
    id: 'script-unreadable',
    says: 'bash can read every script',
    find: (workflow) => scripts(workflow).flatMap(({ where, run }) => (isReadable(run) ? [] : [where])),
  },
  {
    id: 'script-not-there',
    says: 'every npm script that is called is there',
    find: (workflow, { scripts: there }) =>
      scripts(workflow).flatMap(({ run }) => npmCalls(run).flatMap(({ script }) => (there.has(script) ? [] : [`npm run ${script}`]))),
  },
  {
    id: 'flag-not-there',
    says: 'every command and flag of `contracts` that is used is there',
    find: (workflow, { scripts: there, commands }) =>
      scripts(workflow).flatMap(({ run }) =>
        npmCalls(run).flatMap(({ script, args }) => {
          const called = there.get(script);
          if (called === undefined) return [];
          const command = called || (args[0] ?? '');
          const flags = commands.get(command);
          return flags ? args.filter((word) => word.startsWith('--') && !flags.includes(word)).map((flag) => `${command} ${flag}`) : [command];
        }),
      ),
  },
  {
    id: 'action-not-pinned',
    says: 'an action is `owner/repository@vN`, or a whole commit',
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ step: { uses = 'a/b@v1' } }) => (/^[\w-]+\/[\w-]+(\/[\w-]+)*@(v\d+|[0-9a-f]{40})$/.test(uses) ? [] : [uses])),
  },
  {
    id: 'credentials-kept',
    says: 'a checkout leaves no token behind for what runs later',
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ where, step }) =>
        step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false ? [where] : [],
      ),
  },
  {
    id: 'setting-unknown',
    says: 'every secret and variable is a setting of a provider, under its own name',
    find: (workflow, { settings }) =>
      receivers(workflow).flatMap((part) =>
        [...given(part, 'secrets'), ...given(part, 'vars')]
          .filter(({ name, from }) => from !== 'GITHUB_TOKEN' && (!settings.has(from) || name !== from))
          .map(({ name, from }) => `${name} from ${from}`),
      ),
  },
  {
    id: 'secret-shown',
    says: 'secret settings come from the secrets, the others from the variables',
    find: (workflow, { settings }) =>
      receivers(workflow).flatMap((part) => [
        ...given(part, 'vars').flatMap(({ from }) => (settings.get(from) === true ? [`${from} is secret`] : [])),
        ...given(part, 'secrets').flatMap(({ from }) => (settings.get(from) === false ? [`${from} is no secret`] : [])),
      ]),
  },
  {
    id: 'setting-missing',
    says: 'who is given settings is given those of all providers',
    find: (workflow, { settings }) =>
      receivers(workflow).flatMap((part) => {
        const names = [...given(part, 'secrets'), ...given(part, 'vars')].map(({ name }) => name);
        return names.length === 0 ? [] : [...settings.keys()].filter((name) => !names.includes(name)).map((name) => `${part.where}: ${name}`);
      }),
  },
  {
    id: 'secret-outside-env',
    says: 'secrets stand in `env` alone: not in arguments of actions, names or conditions',
    find: (workflow) => {
      const used = [...workflow.text.replaceAll(/#.*$/gm, '').matchAll(/\$\{\{[^}]*\bsecrets\b/g)].length;
      const inEnv = receivers(workflow).flatMap((part) => given(part, 'secrets')).length;
      return used > inEnv ? [`${used - inEnv} of ${used}`] : [];
    },
  },
];
