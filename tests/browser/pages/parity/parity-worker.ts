import { faceChip } from '../../../../embeddings/face/alignment.ts'
import { describeChips } from '../../../../embeddings/face/describe-chips.ts'
import { loadFaceApiModels } from '../../../../embeddings/face/face-api-models.ts'
import type { FaceModels } from '../../../../embeddings/face/face-models.ts'
import { findFaces } from '../../../../embeddings/face/face-pipeline.ts'
import { refineLandmarks } from '../../../../embeddings/face/refine-landmarks.ts'
import type { Pixels } from '../../../../embeddings/pixels/pixels.ts'
import type { Box } from '../../../../embeddings/pixels/point.ts'
import { startFaceEngine } from '../../../../kiosk/face/face-engine.ts'
import { fetchModelFiles } from '../../../../kiosk/face/fetch-model-files.ts'

/** Raw RGBA at an address, and the boxes of the faces to describe in it. */
export type ParityQuestion = {
  readonly pixelsUrl: string
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
}

export type ParityAnswer = {
  /** Descriptors of the given boxes, in order. */
  readonly ofBoxes: readonly (readonly number[])[]
  /** What this browser's own detector finds, largest first. */
  readonly found: readonly { readonly box: Box; readonly descriptor: readonly number[] }[]
}

type Scope = {
  onmessage: ((event: MessageEvent<ParityQuestion>) => void) | null
  postMessage(answer: ParityAnswer): void
}

const scope = self as unknown as Scope
let models: Promise<FaceModels> | null = null

scope.onmessage = async ({ data: question }) => {
  models ??= startModels()
  scope.postMessage(await answer(await models, question))
}

async function startModels(): Promise<FaceModels> {
  const files = await fetchModelFiles(new URL('/models/', location.href).href)
  const faceApi = await startFaceEngine('wasm', new URL('/wasm/', location.href).href)
  return loadFaceApiModels(faceApi, files, {
    detector: 'tiny-face-detector',
    minDetectionScore: 0.4,
  })
}

async function answer(faceModels: FaceModels, question: ParityQuestion): Promise<ParityAnswer> {
  const { width, height } = question
  const response = await fetch(question.pixelsUrl)
  const picture: Pixels = {
    width,
    height,
    data: new Uint8ClampedArray(await response.arrayBuffer()),
  }
  const chips: Pixels[] = []
  for (const box of question.boxes) {
    chips.push(faceChip(picture, await refineLandmarks(faceModels, picture, { box })))
  }
  const ofBoxes = await describeChips(faceModels, chips)
  const found = await findFaces(faceModels, picture)
  return {
    ofBoxes: ofBoxes.map(({ descriptor }) => [...descriptor]),
    found: found.map(({ box, descriptor }) => ({ box, descriptor: [...descriptor] })),
  }
}
