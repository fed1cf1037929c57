import { performance } from 'node:perf_hooks';
import { activeCustomers, averageActiveCustomers, days, eventLog, months, stickiness, trailing, usageFrequency, usageDuration, featureAdoption, usageRetention, year, funnel, engagementScore } from 'tenure';
import { mulberry32 } from './rows.ts';
const n = Number(process.argv[2] ?? 5e6);
const shuffled = process.argv[3] === 'shuffled';
const random = mulberry32(1);
const codes = new Int32Array(n), at = new Float64Array(n);
const start = Date.UTC(2025,0,1), ms = 365*86400000;
for (let i=0;i<n;i++){ codes[i] = Math.floor(random()**2*n/50); at[i] = start + Math.floor((shuffled ? random() : i/n)*ms); }
const values = Array.from({length: n/50}, (_, i) => `cus_${(Math.imul(i, 0x9e3779b1)>>>0).toString(36)}`);
const feature = { codes: codes.map((c,i)=> i%2 ? (i>>1)%6 : -1), values: ['a','b','c','d','e','f'] };
const time = (name: string, run: () => unknown) => { const c = process.cpuUsage(); const t = performance.now(); const r = run(); const u = process.cpuUsage(c); console.log(name.padEnd(30), (performance.now()-t).toFixed(0).padStart(6), 'cpu', ((u.user+u.system)/1000).toFixed(0)); return r; };
const list = months('2025-01','2025-12'), daily = days('2025-01-01','2025-12-31');
const rolling = daily.map((d) => trailing(30, 'day', d.end));
for (let r=0;r<3;r++) {
  const log = time('build', () => eventLog({ customerId: { codes, values }, at })) as never;
  time('months', () => activeCustomers(log, list));
  time('months', () => activeCustomers(log, list));
  time('days', () => activeCustomers(log, daily));
  time('rolling 30', () => activeCustomers(log, rolling));
  time('stickiness', () => stickiness(log, year('2025')));
  time('min 3 months', () => activeCustomers(log, list, { minimumEvents: 3 }));
  time('min 3 months', () => activeCustomers(log, list, { minimumEvents: 3 }));
}
const log = time('build with features', () => eventLog({ customerId: { codes, values }, at, feature, durationSeconds: Float64Array.from(at, (_, i) => i % 100) })) as never;
for (let r=0;r<2;r++) {
time('frequency months', () => usageFrequency(log, list));
time('duration months', () => usageDuration(log, list));
time('adoption months', () => featureAdoption(log, list));
time('retention', () => usageRetention(log, {unit:'month',periods:11}));
time('funnel', () => funnel(log, {steps:['a','b','c'],withinDays:7}));
time('engagement', () => engagementScore(log, year('2025'), {targets:{activeDays:10,features:3,seconds:1000}}));
}
