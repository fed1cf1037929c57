import { months, mrrMovements, netRevenueRetention, type Ratio } from 'tenure';
import { month } from 'tenure/calendar';

const rates: Ratio[] = mrrMovements([], months('2026-01', '2026-03')).map(netRevenueRetention);
export const label: string = month('2026-01').label + rates.length;
