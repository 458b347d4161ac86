import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileFinder } from '../../../indexer/collections/find-file.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('a file that a table names', () => {
  it.each([
    ['composed, and decomposed on disk', 'M\u00fcller.jpg', 'Mu\u0308ller.jpg'],
    ['in other capitals', 'ROOM 1/A.JPG', 'Room 1/a.jpg'],
    ['with the slashes of Windows', 'Room 1\\a.jpg', 'Room 1/a.jpg'],
    ['as it is spelt, beside one that is spelt alike', 'b.jpg', 'b.jpg'],
  ])('is found %s', async (_, named, path) => {
    const { find, folder } = await folderWith('Mu\u0308ller.jpg', 'Room 1/a.jpg', 'b.jpg', 'B.jpg')
    expect(await find(named)).toEqual({ path, file: join(folder, path) })
  })

  it.skipIf(process.platform !== 'linux')('is not chosen among several named alike', async () => {
    const { find } = await folderWith('b.jpg', 'B.jpg')
    expect(await find('b.JPG')).toMatchObject({
      problem: expect.stringMatching(
        /there is no file .*; (b\.jpg and B|B\.jpg and b)\.jpg are named alike/,
      ),
    })
  })

  it('has the nearest name suggested where it is missing', async () => {
    const { find } = await folderWith('young-man.jpeg', 'other.jpg')
    expect(await find('young-man.jpg')).toMatchObject({
      isMissing: true,
      problem: expect.stringMatching(/the nearest name is young-man\.jpeg$/),
    })
    expect(await find('x.png')).toMatchObject({ problem: expect.stringMatching(/x\.png$/) })
  })

  it.each([
    '../secret.jpg',
    'in/../../secret.jpg',
    '..\\secret.jpg',
    'link.jpg',
    'linked/secret.jpg',
  ])('is refused where it leads out of its folder: %s', async (name) => {
    const { folder } = await folderWith('in/a.jpg', '../secret.jpg')
    await symlink(join(folder, '..', 'secret.jpg'), join(folder, 'link.jpg'))
    await symlink(join(folder, '..'), join(folder, 'linked'))
    const refused = { problem: expect.stringMatching(/leads out of .*--allow-folder/) }
    expect(await fileFinder(folder)(name)).toMatchObject(refused)
    expect(await fileFinder(folder)(join(folder, '..', 'secret.jpg'))).toMatchObject(refused)
    const allowed = fileFinder(folder, [join(folder, '..')])
    expect(await allowed(name)).toMatchObject({ file: expect.stringContaining('.jpg') })
  })

  it.skipIf(process.platform === 'win32')('is no pipe, and is not waited for', async () => {
    const { find, folder } = await folderWith('a.jpg')
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')])
    expect(await find('pipe.jpg')).toMatchObject({
      problem: expect.stringMatching(/is not a file/),
    })
  })

  it('is none with a zero in its name, or too long a one', async () => {
    const { find } = await folderWith('a.jpg')
    for (const name of ['a\0.jpg', 'x'.repeat(5000)]) {
      expect(await find(name)).toMatchObject({ problem: expect.stringMatching(/no path/) })
    }
  })
})

async function folderWith(...paths: readonly string[]) {
  const folder = join(await scratchFolder(), 'collection')
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), '')
  }
  return { folder, find: fileFinder(folder) }
}
