// The faults: Stryker's own, each a switch in the text of the file that it is in.
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

const silent = new Proxy({}, { get: (_, name) => (/^is/.test(String(name)) ? () => false : () => undefined) });

/** Files as text with switches, which call `stryMutAct_9fa48(id)` and `stryCov_9fa48(...ids)`, and the mutants behind them. */
export function instrumented(files) {
  const injector = createInjector().provideValue(commonTokens.logger, silent).provideValue(commonTokens.options, {});
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  return injector.injectFunction(createInstrumenter).instrument(files, options);
}
