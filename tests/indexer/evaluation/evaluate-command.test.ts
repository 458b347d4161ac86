import { truncate, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { publishGallery } from '../../../embeddings/store/galleries.ts'
import { INDEX_FILE } from '../../../embeddings/store/gallery-writer.ts'
import { enrolWithFaceApi } from '../../../indexer/evaluation/enrol.ts'
import { writeMadeUpGallery } from '../../embeddings/store/make-gallery.ts'
import { A_WORK } from '../catalogue-records.ts'
import { paintDrawnFaces } from '../drawn-paintings.ts'
import { runPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('evaluating', { timeout: 120_000 }, () => {
  it('says in one line that the published gallery is damaged', async () => {
    const data = await scratchFolder()
    const paths = dataPaths(data)
    await writeMadeUpGallery(paths, 'g1', 10)
    await publishGallery(paths, 'g1')
    await truncate(join(paths.gallery('g1'), INDEX_FILE), 900)
    const sitters = join(data, 'sitters.csv')
    await writeFile(sitters, 'work_a,work_b\nwork-1,work-2\n')
    const { status, stderr } = await runPendant('evaluate', '--sitters', sitters, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: .*portraits\.hnsw is damaged.*pendant -- index\n$/)
  })

  it('stops enrolling when it is told to, with only the pictures in hand finished', async () => {
    const cores = availableParallelism()
    const files = await paintDrawnFaces(await scratchFolder(), 1)
    const works = Array.from({ length: cores * 4 }, (_, i) => ({
      ...A_WORK,
      id: `work-${i}`,
      file: files[0] as string,
    }))
    const controller = new AbortController()
    const done: number[] = []
    const enrolled = await enrolWithFaceApi(works, controller.signal, (count) => {
      done.push(count)
      controller.abort()
    })
    expect(enrolled).toBeUndefined()
    expect(done.length).toBeLessThanOrEqual(cores)
  })
})
