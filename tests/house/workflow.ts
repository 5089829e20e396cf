import { parse } from 'yaml';

/** A step of a job, as far as the rules look. */
export interface Step {
  id?: string;
  name?: string;
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
  env?: Record<string, unknown>;
}

export interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  env?: Record<string, unknown>;
  steps: Step[];
}

/** A workflow: its text, and what YAML makes of it. */
export interface Workflow {
  text: string;
  permissions?: Record<string, string>;
  concurrency?: unknown;
  jobs: Record<string, Job>;
}

/** What the project has that a workflow may speak of. */
export interface Known {
  /** Settings of all sheets: true where the value is secret. */
  settings: ReadonlyMap<string, boolean>;
  /** npm scripts, with the command of `contracts` each one calls; an empty one takes its command as the first argument. */
  scripts: ReadonlyMap<string, string | undefined>;
  /** Commands of `contracts`, with their long flags. */
  commands: ReadonlyMap<string, readonly string[]>;
}

export const readWorkflow = (text: string): Workflow => ({ ...(parse(text) as Omit<Workflow, 'text'>), text });

export const jobsOf = ({ jobs }: Workflow): [name: string, job: Job][] => Object.entries(jobs);

export const stepsOf = (workflow: Workflow): { where: string; step: Step }[] =>
  jobsOf(workflow).flatMap(([job, { steps }]) => steps.map((step, index) => ({ where: `${job}: ${step.name ?? step.uses ?? `step ${index + 1}`}`, step })));

/** What a step or a job is given from a context (`secrets`, `vars`): the names it has here and there. */
export function given({ env = {} }: { env?: Record<string, unknown> }, context: 'secrets' | 'vars'): { name: string; from: string }[] {
  const use = new RegExp(`\\b${context}(?:\\.(\\w+)|\\[|\\b)`, 'g');
  return Object.entries(env).flatMap(([name, value]) => [...String(value).matchAll(use)].map(([, from = 'all of them']) => ({ name, from })));
}

/** The calls of npm scripts in a script, with what is passed on to them. */
export function npmCalls(run: string): { script: string; args: string[] }[] {
  return [...run.matchAll(/\bnpm run (?:--silent )?([\w-]+)(?: -- ([^\n|)]*))?/g)].map(([, script = '', args = '']) => ({
    script,
    args: args.split(/\s+/).filter((word) => word !== ''),
  }));
}
