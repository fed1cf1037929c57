export { type ChurnTerms, customerLifetimeValue, type LifetimeTerms } from './customer-lifetime-value.ts';
