import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take over half a minute on two cores, the longest first. */
const LONG = [
  'tests/indexer/killed-at-any-instant.test.ts',
  'tests/indexer/index-resumes.test.ts',
  'tests/visits/visits.test.ts',
  'tests/visits/moving.test.ts',
  'tests/visits/look-into.test.ts',
  'tests/selfie/selfie.test.ts',
  'tests/indexer/command-line.test.ts',
  'tests/embeddings/face/face-pipeline.test.ts',
  'tests/selfie/parity.test.ts',
  'tests/visits/accessible.test.ts',
  'tests/browser/following.test.ts',
  'tests/indexer/collections/conformance.test.ts',
  'tests/indexer/real-paintings.test.ts',
  'tests/selfie/accessible.test.ts',
  'tests/selfie/on-this-device.test.ts',
  'tests/browser/parity.test.ts',
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
