import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Starts a program of ours with an environment. It ends with this process, however this process ends: its standard
 * input is a pipe that we hold. Its output can be read from it, or goes where ours goes, or nowhere.
 */
export function startChild(
  script: string,
  env: NodeJS.ProcessEnv,
  output: 'pipe' | 'inherit' | 'ignore' = 'ignore',
  preloaded: readonly string[] = [],
): ChildProcess {
  const withParent = new URL('./with-parent.ts', import.meta.url).href;
  const imports = [withParent, ...preloaded].flatMap((each) => ['--import', each]);
  return spawn(process.execPath, [...imports, script], { stdio: ['pipe', output, output], env });
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
