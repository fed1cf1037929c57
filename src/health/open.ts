export { chancesOf, outcomesByScore } from './backtest/calibration.ts';
export { evaluate, readEvaluation } from './backtest/evaluation.ts';
export { readOutcomes } from './backtest/outcomes.ts';
