export { realizedOf, realizedValues } from './realized-lifetime-value.ts';
