export * from 'vega-compiled';

import { View as CompiledView, parse as compileTo, type Spec, type ViewOptions } from 'vega-compiled';
import { expressionInterpreter } from 'vega-interpreter';

// Vega makes functions of text, which the policy of the page forbids: its interpreter does without.
export const parse = (spec: Spec) => compileTo(spec, undefined, { ast: true });

export class View extends CompiledView {
  constructor(runtime: ReturnType<typeof parse>, options: ViewOptions) {
    super(runtime, { ...options, expr: expressionInterpreter } as ViewOptions);
  }
}
