import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds each, of which the size of the file tells nothing: they start programs, draw, or compile. */
const long =
  /\/test\/(?:package\/(?:tarball|api)|examples\/(?:health|report|report-questions|usage|compare|processes)|docs\/examples|sql\/databases)\./;

/**
 * Vitest begins with the files that took longest the last time, and with the largest on a clean clone. There a long file that comes last keeps
 * one core of two waiting.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Projects stay together: a worker is started anew for each.
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
