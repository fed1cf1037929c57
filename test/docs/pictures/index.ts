import { withBothColours } from '../../../docs/examples/support/draw/colours.ts';
import { svgFile } from '../../../docs/examples/support/page/svg-file.ts';
import {
  compareLedgersPicture,
  explainChangePicture,
  healthScorePicture,
  mrrMovementsByPicture,
  mrrMovementsPicture,
} from './bridges.ts';
import { funnelStepsPicture, netPromoterScorePicture, resolutionTimePicture } from './distributions.ts';
import type { Drawing } from './drawing.ts';
import {
  customerMovementsPicture,
  forecastMrrPicture,
  retentionCohortsPicture,
  retentionReportPicture,
  usageLifecyclePicture,
  usageRetentionPicture,
} from './over-time.ts';
import { movementsPicture, survivalCurvePicture } from './states.ts';

const pictures: Readonly<Record<string, () => Drawing | Promise<Drawing>>> = {
  'compare-ledgers': compareLedgersPicture,
  'customer-movements': customerMovementsPicture,
  'explain-change': explainChangePicture,
  'forecast-mrr': forecastMrrPicture,
  funnel: funnelStepsPicture,
  'health-score': healthScorePicture,
  movements: movementsPicture,
  'mrr-movements': mrrMovementsPicture,
  'mrr-movements-by': mrrMovementsByPicture,
  'net-promoter-score': netPromoterScorePicture,
  'resolution-time': resolutionTimePicture,
  'retention-cohorts': retentionCohortsPicture,
  'retention-report': retentionReportPicture,
  'survival-curve': survivalCurvePicture,
  'usage-lifecycle': usageLifecyclePicture,
  'usage-retention': usageRetentionPicture,
};

/** Fits the column of a page, and can be read on a phone. */
const size = { name: 'medium', plotWidth: 400, levelHeight: 110, movesHeight: 190, ticks: 5 } as const;
const format = { size, titleSize: 16, colored: withBothColours };

/** The files in docs/pictures by their names. */
export async function drawPictures(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, draw] of Object.entries(pictures)) {
    files.set(`${name}.svg`, await svgFile({ ...(await draw()), name, caption: '' }, format));
  }
  return files;
}
