import { type ChildProcess, spawn } from 'node:child_process';

export type ChildSettings = {
  /** Its output can be read from it, or goes where ours goes, or nowhere. */
  readonly output?: 'pipe' | 'inherit' | 'ignore';
  /** Modules to load before it. */
  readonly preloaded?: readonly string[];
  readonly args?: readonly string[];
  readonly cwd?: string;
};

/**
 * Starts a program with an environment. It ends with this process, however this process ends: its standard input is
 * a pipe that we hold.
 */
export function startChild(script: string, env: NodeJS.ProcessEnv, settings: ChildSettings = {}): ChildProcess {
  const { output = 'ignore', preloaded = [], args = [], cwd } = settings;
  const withParent = new URL('./with-parent.ts', import.meta.url).href;
  const imports = [withParent, ...preloaded].flatMap((each) => ['--import', each]);
  const stdio: ['pipe', typeof output, typeof output] = ['pipe', output, output];
  return spawn(process.execPath, [...imports, script, ...args], { stdio, env, ...(cwd === undefined ? {} : { cwd }) });
}

/** What a program with readable output has said so far. */
export function outputOf({ stdout, stderr }: ChildProcess): () => string {
  let said = '';
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
  return () => said;
}

/** The exit code of a program, once it has ended. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
