export { noFeature, readEvents } from './events/event-columns.ts';
export { readSignUps } from './events/read-sign-ups.ts';
export { rowsOf, type SignUp, type UsageEvent, type UsageEvents } from './events/usage-event.ts';
