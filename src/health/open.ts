export { chancesOf, outcomesByScore } from './backtest/calibration.ts';
export { evaluate, evaluationKeys, readEvaluation } from './backtest/evaluation.ts';
export { type OutcomeColumns, readOutcomes } from './backtest/outcomes.ts';
