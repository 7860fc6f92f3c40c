import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that any machine can read. */
// biome-ignore lint/style/noDefaultExport: a reporter is found by its default export
export default class Tally implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    _faults: readonly unknown[],
    reason: 'passed' | 'interrupted' | 'failed',
  ): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A run can also fail beside its tests: in a hook, or in a file that does not load.
    const failed = Math.max(count('failed'), reason === 'passed' ? 0 : 1);
    console.log(`${count('passed')} passed, ${failed} failed`);
  }
}
