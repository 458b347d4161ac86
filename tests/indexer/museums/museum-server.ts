import { onTestFinished } from 'vitest'
import { type Answering, type Exhibit, type MuseumServer, startMuseum } from './start-museum.ts'

export type { Answer, Answering, Exhibit, Fault, MuseumServer } from './start-museum.ts'

/** A museum that is closed when the test is over. */
export async function museumServer(
  answering: Answering,
  works: readonly Exhibit[],
): Promise<MuseumServer> {
  const museum = await startMuseum(answering, works)
  onTestFinished(() => museum.close())
  return museum
}
