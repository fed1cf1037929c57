export { readChoice, readOptionalChoice } from './choice.ts';
export { type Id, idText, readId } from './id.ts';
export { checkKeys } from './keys.ts';
export { checkUnique, readFilledList, readList } from './list.ts';
export { isFiniteNumber, readCount, readDays, readNumber, readNumberAboveZero, readShares } from './number.ts';
export { type KeyCheck, keyCheck } from './own-keys.ts';
export { isKeyed, isMissing, isRecord } from './shape.ts';
export { checkText, isOptionalText, isText, rejectOptionalText } from './text.ts';
