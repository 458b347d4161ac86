import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPictureFile } from '../../indexer/images/read-picture-file.ts'
import { scratchFolder } from './scratch-folder.ts'

it.runIf(process.platform !== 'win32')('reads nothing of a pipe, which may never end', async () => {
  const pipe = join(await scratchFolder(), 'picture.jpg')
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
  expect(await readPictureFile(pipe)).toEqual({
    problem: 'it is no regular file, but a pipe, socket or device',
  })
  expect(await readPictureFile('/dev/zero')).toHaveProperty('problem')
})
