import { readFile, writeFile } from 'node:fs/promises'

/**
 * Frames of an empty room after each stay: longer than the exhibit waits for somebody to come back.
 */
const EMPTY_FRAMES = 90

/**
 * Writes a camera clip in which the visitor of one clip stays for its length and then walks off.
 */
export async function writeComingAndGoing(
  sitterClip: string,
  emptyClip: string,
  to: string,
): Promise<void> {
  const [sitter, empty] = [await readFile(sitterClip), await readFile(emptyClip)]
  // The empty clip is fifteen frames of the same room.
  const rooms = Array.from({ length: EMPTY_FRAMES / 15 }, () => empty)
  await writeFile(to, Buffer.concat([sitter, sitter, ...rooms]))
}
