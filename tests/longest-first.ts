import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take over half a minute on two cores, the longest first. */
const LONG = [
  'tests/visits/visits.test.ts',
  'tests/browser/following.test.ts',
  'tests/visits/no-answer.test.ts',
  'tests/selfie/selfie.test.ts',
  'tests/selfie/accessible.test.ts',
  'tests/visits/moving.test.ts',
  'tests/selfie/on-this-device.test.ts',
  'tests/visits/reveal.test.ts',
  'tests/indexer/command-line.test.ts',
  'tests/desk/desk.test.ts',
  'tests/visits/accessible.test.ts',
  'tests/visits/lent-works.test.ts',
  'tests/indexer/index-resumes.test.ts',
  'tests/selfie/parity.test.ts',
  'tests/visits/browse-and-panel.test.ts',
  'tests/visits/look-into.test.ts',
  'tests/visits/weeks.test.ts',
  'tests/indexer/killed-at-any-instant.test.ts',
  'tests/indexer/evaluation/evaluate-command.test.ts',
  'tests/atlas/atlas-page.test.ts',
  'tests/server/desk/working.test.ts',
  'tests/server/desk/access.test.ts',
  'tests/visits/museums-own.test.ts',
  'tests/embeddings/face/face-pipeline.test.ts',
  'tests/embeddings/store/pgvector.test.ts',
  'tests/browser/parity.test.ts',
  'tests/server/pages-in-chromium.test.ts',
  'tests/indexer/collections/conformance.test.ts',
  'tests/indexer/real-paintings.test.ts',
  'tests/server/start/dependencies.test.ts',
]

/**
 * Starts the long files first, so that the workers end together; the others as vitest would, which
 * knows no durations on a fresh clone.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((path) => moduleId.endsWith(path))
      return place < 0 ? LONG.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
