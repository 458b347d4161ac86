/**
 * The nets that index, as ONNX graphs. Each follows face-api's own source layer by layer
 * (@vladmandic/face-api/src: ssdMobilenetv1, faceFeatureExtractor, faceRecognitionNet). What tfjs
 * computes in two steps and can be computed in one is folded: batch norms and scales into the
 * weights before. All take pictures as [pictures, side, side, 4] bytes, RGBA; alpha counts for
 * nothing.
 */
import type { NetWeights, Weights } from './model-weights.ts'
import { type OnnxGraph, onnxGraph, type Value } from './onnx-writer.ts'

/** Side in pixels of the square that SSD looks at. */
export const SSD_INPUT_SIZE = 512
/** What batch norms add to the variance, in face-api's mobileNetV1.ts. */
const EPSILON = 0.0010000000474974513
/** Mean red, green and blue of the pictures that landmark and recognition net were trained on. */
const MEAN_RGB = [122.782, 117.001, 104.298]

/**
 * SSD MobileNet v1. `boxes`, [pictures, 5118, 4]: top, left, bottom and right of every box it can
 * see, as shares of the side; `scores`, [pictures, 5118]: how sure it is of a face there, 0 to 1.
 */
export function ssdMobilenetGraph(weights: NetWeights): Uint8Array {
  const graph = onnxGraph('ssd-mobilenet-v1')
  const pixels = pictures(graph, SSD_INPUT_SIZE)
  const scaled = graph.operator('Div', [pixels, scalar(graph, 127.5)])
  const pointwise = (x: Value, layer: string, stride: number): Value => {
    const [filters, biases] = ['weights', 'convolution_bn_offset'].map((part) =>
      weights(`${layer}_pointwise/${part}`),
    )
    return relu6(graph, conv(graph, x, filters as Weights, biases, { stride }))
  }

  const centred = graph.operator('Sub', [scaled, scalar(graph, 1)])
  let last = pointwise(centred, 'MobilenetV1/Conv2d_0', 2)
  const taps: Value[] = []
  for (let layer = 1; layer <= 13; layer++) {
    const stride = [2, 4, 6, 12].includes(layer) ? 2 : 1
    const name = `MobilenetV1/Conv2d_${layer}`
    last = relu6(graph, normedDepthwise(graph, weights, last, `${name}_depthwise`, stride))
    last = pointwise(last, name, 1)
    if (layer === 11) taps.push(last)
  }
  taps.push(last)
  for (let layer = 0; layer < 8; layer++) {
    last = pointwise(last, `Prediction/Conv2d_${layer}`, layer % 2 === 0 ? 1 : 2)
    if (layer % 2 === 1) taps.push(last)
  }

  const boxes: Value[] = []
  const scores: Value[] = []
  taps.forEach((tap, index) => {
    const predictor = (kind: string): [Weights, Weights] => [
      weights(`Prediction/BoxPredictor_${index}/${kind}/weights`),
      weights(`Prediction/BoxPredictor_${index}/${kind}/biases`),
    ]
    const boxFilters = predictor('BoxEncodingPredictor')
    boxes.push(rows(graph, conv(graph, tap, ...boxFilters, {}), [0, -1, 4]))
    // Of three numbers an anchor, the second is the face's; the others are of no use here.
    const [filters, biases] = predictor('ClassPredictor')
    const faceOnly = (of: Weights) => everyThird(of, 1)
    scores.push(rows(graph, conv(graph, tap, faceOnly(filters), faceOnly(biases), {}), [0, -1]))
  })
  const encoded = graph.operator('Concat', boxes, { axis: 1n })
  return graph.write({
    boxes: decodedBoxes(graph, encoded, weights('Output/extra_dim')),
    scores: graph.operator('Sigmoid', [graph.operator('Concat', scores, { axis: 1n })]),
  })
}

/**
 * Boxes out of how they differ from their anchors: a tenth of the anchor's size away for each unit,
 * and larger by the exponential of a fifth (face-api's outputLayer.ts). Anchors are top, left,
 * bottom, right.
 */
function decodedBoxes(graph: OnnxGraph, encoded: Value, { shape, values }: Weights): Value {
  const sizes = new Float32Array(values.length / 2)
  const centres = new Float32Array(values.length / 2)
  for (let from = 0, to = 0; from < values.length; from += 4, to += 2) {
    for (const axis of [0, 1]) {
      const start = values[from + axis] as number
      sizes[to + axis] = (values[from + 2 + axis] as number) - start
      centres[to + axis] = start + (sizes[to + axis] as number) / 2
    }
  }
  const half = [1, shape[1] as number, 2]
  const size = graph.floats(sizes, half)
  const part = (first: number): Value => {
    const range = [first, first + 2, 2].map((at) => graph.integers([at]))
    return graph.operator('Slice', [encoded, ...range])
  }
  const moved = graph.operator('Mul', [graph.operator('Div', [part(0), scalar(graph, 10)]), size])
  const middle = graph.operator('Add', [moved, graph.floats(centres, half)])
  const growth = graph.operator('Exp', [graph.operator('Div', [part(2), scalar(graph, 5)])])
  const reach = graph.operator('Div', [graph.operator('Mul', [growth, size]), scalar(graph, 2)])
  return graph.operator(
    'Concat',
    [graph.operator('Sub', [middle, reach]), graph.operator('Add', [middle, reach])],
    { axis: 2n },
  )
}

/** The landmark net. `points`, [pictures, 136]: x and y of 68 landmarks, as shares of the side. */
export function landmarkGraph(weights: NetWeights, side: number): Uint8Array {
  const graph = onnxGraph('face-landmark-68')
  let last = normedPictures(graph, side)
  for (let block = 0; block < 4; block++) last = denseBlock(graph, weights, last, block)
  const window = { kernel_shape: [7n, 7n], strides: [2n, 2n] }
  const features = graph.operator('AveragePool', [last], window)
  const flat = graph.operator('Reshape', [features, graph.integers([0, -1])])
  const [slope, offset] = [matrix(graph, weights('fc/weights')), vector(graph, weights('fc/bias'))]
  return graph.write({ points: graph.operator('Gemm', [flat, slope, offset]) })
}

/** The recognition net. `descriptors`, [pictures, 128]. */
export function recognitionGraph(weights: NetWeights, side: number): Uint8Array {
  const graph = onnxGraph('face-recognition')
  const convolved = (x: Value, name: string, padding: 'same' | 'valid'): Value =>
    scaledConv(graph, weights, x, name, padding)
  const opening = relu(graph, convolved(normedPictures(graph, side), 'conv32_down', 'valid'))
  const window = { kernel_shape: [3n, 3n], strides: [2n, 2n] }
  let last = graph.operator('MaxPool', [opening], window)
  for (const [layer, spatial] of RESIDUAL_LAYERS) {
    const isDown = spatial !== undefined
    const straight = relu(graph, convolved(last, `${layer}/conv1`, isDown ? 'valid' : 'same'))
    let bent = convolved(straight, `${layer}/conv2`, 'same')
    if (isDown) {
      const { widened, lacking } = spatial
      last = graph.operator('AveragePool', [last], { kernel_shape: [2n, 2n], strides: [2n, 2n] })
      if (widened > 0) last = padded(graph, last, [0, widened, 0, 0])
      if (lacking > 0) bent = padded(graph, bent, [0, 0, lacking, lacking])
    }
    last = relu(graph, graph.operator('Add', [bent, last]))
  }
  const mean = graph.operator('ReduceMean', [last], { axes: [2n, 3n], keepdims: 0n })
  const descriptors = graph.operator('MatMul', [mean, matrix(graph, weights('fc'))])
  return graph.write({ descriptors })
}

/**
 * Of those that halve the picture: how many empty channels the shortcut is widened by, and how many
 * empty rows and columns the convolved picture lacks beside it (150 px → 72, 35, 17, 8, 4, 2).
 */
const RESIDUAL_LAYERS: readonly (readonly [string, { widened: number; lacking: number }?])[] = [
  ['conv32_1'],
  ['conv32_2'],
  ['conv32_3'],
  ['conv64_down', { widened: 32, lacking: 0 }],
  ['conv64_1'],
  ['conv64_2'],
  ['conv64_3'],
  ['conv128_down', { widened: 64, lacking: 0 }],
  ['conv128_1'],
  ['conv128_2'],
  ['conv256_down', { widened: 128, lacking: 1 }],
  ['conv256_1'],
  ['conv256_2'],
  ['conv256_down_out', { widened: 0, lacking: 1 }],
]

/** Bytes in, planes of single precision out: [pictures, 4, side, side]. */
function pictures(graph: OnnxGraph, side: number): Value {
  const input = graph.input('pictures', 'uint8', ['pictures', side, side, 4])
  return graph.operator('Transpose', [graph.operator('Cast', [input], { to: 1n })], {
    perm: [0n, 3n, 1n, 2n],
  })
}

/** Pictures about the mean of those that landmark and recognition net were trained on. */
function normedPictures(graph: OnnxGraph, side: number): Value {
  const mean = graph.floats(Float32Array.from([...MEAN_RGB, 0]), [1, 4, 1, 1])
  const centred = graph.operator('Sub', [pictures(graph, side), mean])
  return graph.operator('Div', [centred, scalar(graph, 255)])
}

/** A convolution within each channel, and the batch norm after it. */
function normedDepthwise(
  graph: OnnxGraph,
  weights: NetWeights,
  x: Value,
  name: string,
  stride: number,
): Value {
  const norm = (part: string) => weights(`${name}/BatchNorm/${part}`).values
  const [mean, variance] = [norm('moving_mean'), norm('moving_variance')]
  const scale = norm('gamma').map(
    (value, i) => value / Math.sqrt((variance[i] as number) + EPSILON),
  )
  const offset = norm('beta').map((value, i) => value - (mean[i] as number) * (scale[i] as number))
  const filters = weights(`${name}/depthwise_weights`)
  const channels = scale.length
  const folded = filters.values.map((value, i) => value * (scale[i % channels] as number))
  const biases = { shape: [channels], values: offset }
  return conv(graph, x, { ...filters, values: folded }, biases, { stride, depthwise: true })
}

/** face-api's denseBlock4: four convolutions, each of which sees the sum of those before. */
function denseBlock(graph: OnnxGraph, weights: NetWeights, x: Value, block: number): Value {
  const separable = (from: Value, layer: number, stride: number): Value => {
    const name = `dense${block}/conv${layer}`
    const within = conv(graph, from, weights(`${name}/depthwise_filter`), undefined, {
      stride,
      depthwise: true,
    })
    return conv(graph, within, weights(`${name}/pointwise_filter`), weights(`${name}/bias`), {})
  }
  const first =
    block === 0
      ? conv(graph, x, weights('dense0/conv0/filters'), weights('dense0/conv0/bias'), { stride: 2 })
      : separable(x, 0, 2)
  let sum = relu(graph, first)
  let seen = sum
  for (let layer = 1; layer < 4; layer++) {
    sum = graph.operator('Add', [sum, separable(seen, layer, 1)])
    seen = relu(graph, sum)
  }
  return seen
}

/** Folds dlib's affine layer into the convolution before it. A `valid` one halves the picture. */
function scaledConv(
  graph: OnnxGraph,
  weights: NetWeights,
  x: Value,
  name: string,
  padding: 'same' | 'valid',
): Value {
  const filters = weights(`${name}/conv/filters`)
  const scale = weights(`${name}/scale/weights`).values
  const shift = weights(`${name}/scale/biases`).values
  const bias = weights(`${name}/conv/bias`)
  const folded = filters.values.map((value, i) => value * (scale[i % scale.length] as number))
  const offset = bias.values.map((value, i) => value * (scale[i] as number) + (shift[i] as number))
  const options = padding === 'same' ? {} : { stride: 2, isValid: true }
  return conv(graph, x, { ...filters, values: folded }, { ...bias, values: offset }, options)
}

type ConvOptions = {
  readonly stride?: number
  readonly depthwise?: boolean
  readonly isValid?: boolean
}

/**
 * tfjs's conv2d and depthwiseConv2d. Filters come as [height, width, in, out] and go as [out, in,
 * height, width]; a fourth, dead input channel is added where three are colours. Unless the
 * convolution is "valid", tfjs's "same" padding: in pictures of even sides, which all that are
 * halved have, nothing before and one row after where the stride is 2.
 */
function conv(
  graph: OnnxGraph,
  x: Value,
  filters: Weights,
  biases: Weights | undefined,
  { stride = 1, depthwise = false, isValid = false }: ConvOptions,
): Value {
  const [height = 1, width = 1, from = 1, to = 1] = filters.shape
  const outputs = depthwise ? from : to
  const inputs = depthwise ? 1 : from
  const inputsWithAlpha = inputs === 3 ? 4 : inputs
  const values = new Float32Array(outputs * inputsWithAlpha * height * width)
  for (let place = 0; place < height * width; place++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const at = (output * inputsWithAlpha + input) * height * width + place
        values[at] = filters.values[(place * inputs + input) * outputs + output] as number
      }
    }
  }
  const before = isValid ? 0 : Math.floor((height - stride) / 2)
  const after = isValid ? 0 : Math.max(0, height - stride - before)
  const pads = [before, before, after, after].map((side) => BigInt(Math.max(0, side)))
  return graph.operator(
    'Conv',
    [
      x,
      graph.floats(values, [outputs, inputsWithAlpha, height, width]),
      ...(biases ? [vector(graph, biases)] : []),
    ],
    {
      kernel_shape: [BigInt(height), BigInt(width)],
      strides: [BigInt(stride), BigInt(stride)],
      pads,
      group: BigInt(depthwise ? outputs : 1),
    },
  )
}

/** Planes [pictures, channels, height, width] to rows of the given shape, in tfjs's order. */
function rows(graph: OnnxGraph, x: Value, shape: readonly number[]): Value {
  const channelsLast = graph.operator('Transpose', [x], { perm: [0n, 2n, 3n, 1n] })
  return graph.operator('Reshape', [channelsLast, graph.integers(shape)])
}

/** Every third entry of the last dimension, from `first` on. */
function everyThird({ shape, values }: Weights, first: number): Weights {
  const kept = values.filter((_, i) => i % 3 === first)
  return { shape: [...shape.slice(0, -1), (shape.at(-1) as number) / 3], values: kept }
}

/** Zeros after each dimension's end. */
function padded(graph: OnnxGraph, x: Value, ends: readonly number[]): Value {
  return graph.operator('Pad', [x, graph.integers([...ends.map(() => 0), ...ends])])
}

function relu(graph: OnnxGraph, x: Value): Value {
  return graph.operator('Relu', [x])
}

function relu6(graph: OnnxGraph, x: Value): Value {
  return graph.operator('Clip', [x, scalar(graph, 0), scalar(graph, 6)])
}

function scalar(graph: OnnxGraph, value: number): Value {
  return graph.floats(Float32Array.of(value), [])
}

function vector(graph: OnnxGraph, { values }: Weights): Value {
  return graph.floats(values, [values.length])
}

function matrix(graph: OnnxGraph, { shape, values }: Weights): Value {
  return graph.floats(values, shape)
}
