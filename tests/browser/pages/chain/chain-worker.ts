import { startFaceEngine } from '../../../../kiosk/face/face-engine.ts'

export type ChainMessage =
  | { readonly type: 'start'; readonly detectorInputPx: number }
  | { readonly type: 'read'; readonly frame: ImageBitmap }

export type ChainAnswer = { readonly isDescribed: boolean; readonly frameMs: number }

type Tensor = { dispose(): void }
type Net = { loadFromUri(url: string): Promise<void> }

/** face-api as its documentation uses it. */
type ChainFaceApi = {
  readonly nets: { tinyFaceDetector: Net; faceLandmark68Net: Net; faceRecognitionNet: Net }
  readonly TinyFaceDetectorOptions: new (options: { inputSize: number }) => unknown
  readonly tf: { browser: { fromPixels(pixels: ImageData): Tensor } }
  detectSingleFace(
    input: Tensor,
    options: unknown,
  ): {
    withFaceLandmarks(): { withFaceDescriptor(): Promise<{ descriptor: Float32Array } | undefined> }
  }
}

type Scope = {
  onmessage: ((event: MessageEvent<ChainMessage>) => void) | null
  postMessage(answer: ChainAnswer): void
}

const scope = self as unknown as Scope
let faceApi: ChainFaceApi
let options: unknown
const canvas = new OffscreenCanvas(640, 480)
const context = canvas.getContext('2d', { willReadFrequently: true })

scope.onmessage = async ({ data: message }) => {
  if (message.type === 'start') await start(message.detectorInputPx)
  scope.postMessage(
    message.type === 'read' ? await read(message.frame) : { isDescribed: false, frameMs: 0 },
  )
}

async function start(inputSize: number): Promise<void> {
  const started = await startFaceEngine('wasm', new URL('/wasm/', location.href).href)
  faceApi = started as unknown as ChainFaceApi
  const { nets } = faceApi
  for (const net of [nets.tinyFaceDetector, nets.faceLandmark68Net, nets.faceRecognitionNet]) {
    await net.loadFromUri(new URL('/models/', location.href).href)
  }
  options = new faceApi.TinyFaceDetectorOptions({ inputSize })
}

async function read(frame: ImageBitmap): Promise<ChainAnswer> {
  const startMs = performance.now()
  const { width, height } = frame
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  context?.drawImage(frame, 0, 0)
  frame.close()
  const pixels = context?.getImageData(0, 0, width, height) as ImageData
  const input = faceApi.tf.browser.fromPixels(pixels)
  const found = await faceApi
    .detectSingleFace(input, options)
    .withFaceLandmarks()
    .withFaceDescriptor()
  input.dispose()
  return { isDescribed: found !== undefined, frameMs: performance.now() - startMs }
}
