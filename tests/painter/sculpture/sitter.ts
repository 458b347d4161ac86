import type { Sitting } from '../casting/cast.ts'
import { sculptEarrings, sculptEars, sculptNecklace, sculptRuff } from './adornments.ts'
import { beardGrowth } from './beard.ts'
import { NECK_RISE, sculptBust } from './bust.ts'
import { smoothstep } from './curves.ts'
import { sculptBun, sculptHair } from './hair.ts'
import { faceHeight, sculptHead } from './head.ts'
import { sculptHeadwear, showsHair } from './headwear.ts'
import { at, findNormals, type Sheet } from './sheet.ts'
import { turning, turnSheet } from './turn.ts'

const HEAD_PIVOT = [0, -8, -2] as const
const BODY_PIVOT = [0, -20, -2.5] as const

/** Everything that sits: head, hair, hat, bust and jewels, posed and with normals found. */
export function sculptSitter(sitting: Sitting): Sheet[] {
  const { likeness: of, outfit, hair, beard } = sitting
  const chin = faceHeight(of, -11.5)
  const drop = (chin + 11.5) * 0.8
  const head: Sheet[] = [sculptHead(of, beard ? beardGrowth(of, beard) : undefined)]
  if (hair) head.push(sculptHair(of, hair))
  if (hair?.bun && showsHair(outfit.headwear)) head.push(sculptBun(of, hair.bun))
  const earsCovered =
    (hair && hair.length > 3) || outfit.headwear === 'veil' || outfit.headwear === 'coif'
  if (!earsCovered) {
    head.push(...sculptEars(of))
    if (outfit.earrings) head.push(...sculptEarrings(of))
  }
  head.push(...sculptHeadwear(of, outfit.headwear))
  const turn = turning(sitting.yaw, sitting.pitch, sitting.roll)
  for (const sheet of head) turnSheet(sheet, turn, HEAD_PIVOT)

  const bust = sculptBust(of, outfit.dress, drop)
  const body: Sheet[] = [bust]
  if (outfit.ruff > 0) body.push(sculptRuff(of, outfit.ruff, drop + NECK_RISE * 0.4))
  else
    body.push(
      ...sculptNecklace(outfit.necklace, (x, y) => nearestDepth(bust, x, y), drop + NECK_RISE),
    )
  const bodyTurn = turning(sitting.bodyYaw, 0, 0)
  for (const sheet of body) turnSheet(sheet, bodyTurn, BODY_PIVOT)
  // the neck joins them: its top goes where the head goes
  turnSheet(
    bust,
    turning((sitting.yaw - sitting.bodyYaw) * 0.6, sitting.pitch, sitting.roll),
    HEAD_PIVOT,
    (point) => smoothstep(-17, -8, at(bust.place, point * 2 + 1)),
  )
  const sheets = [...head, ...body]
  for (const sheet of sheets) findNormals(sheet)
  return sheets
}

/** How far forward the bust stands at a place on it. */
function nearestDepth(bust: Sheet, x: number, y: number): number {
  let best = 1e9
  let z = 0
  for (let i = 0; i < bust.weight.length; i++) {
    if (at(bust.position, i * 3 + 2) < -3) continue
    const off = Math.abs(at(bust.place, i * 2) - x) + Math.abs(at(bust.place, i * 2 + 1) - y)
    if (off < best) {
      best = off
      z = at(bust.position, i * 3 + 2)
    }
  }
  return z
}
