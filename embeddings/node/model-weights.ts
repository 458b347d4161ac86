import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Numbers of one layer; the last dimension runs fastest. */
export type Weights = { readonly shape: readonly number[]; readonly values: Float32Array }

/** The weights of a net by their names. Throws, naming the layer, when one is missing. */
export type NetWeights = (name: string) => Weights

const layerSchema = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  // All that these nets have beside floats are sizes that the graphs know themselves.
  dtype: z.enum(['float32', 'int32']),
  quantization: z
    .object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() })
    .optional(),
})
type Layer = z.output<typeof layerSchema>
const manifestSchema = z.array(z.object({ weights: z.array(layerSchema) }))

/**
 * Reads a net's weights as face-api ships them, in the format of tfjs's graph models: a manifest,
 * and one file in which each layer's numbers follow upon the last layer's. Those that were rounded
 * to a byte become `byte × scale + min` in single precision, as tfjs's `decodeWeights` makes them.
 */
export async function readNetWeights(folder: string, net: string): Promise<NetWeights> {
  const manifest = join(folder, `${net}-weights_manifest.json`)
  const bin = await readFile(join(folder, `${net}.bin`))
  const groups = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')))
  const layers = new Map<string, { layer: Layer; at: number }>()
  let at = 0
  for (const layer of groups.flatMap(({ weights }) => weights)) {
    layers.set(layer.name, { layer, at })
    at += byteLength(layer)
  }
  if (at !== bin.byteLength) {
    throw new Error(`${net}.bin has ${bin.byteLength} bytes, not ${at}; run "npm install" again.`)
  }
  return (name) => {
    const found = layers.get(name)
    if (!found) throw new Error(`${manifest} names no weights "${name}".`)
    const { layer } = found
    const bytes = Uint8Array.from(bin.subarray(found.at, found.at + byteLength(layer)))
    return { shape: layer.shape, values: numbersOf(layer, bytes) }
  }
}

function byteLength({ shape, quantization }: Layer): number {
  const count = shape.reduce((product, side) => product * side, 1)
  return quantization ? count : count * Float32Array.BYTES_PER_ELEMENT
}

function numbersOf({ quantization }: Layer, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  if (!quantization) return new Float32Array(bytes.buffer)
  const values = new Float32Array(bytes.length)
  for (let i = 0; i < values.length; i++) {
    values[i] = (bytes[i] as number) * quantization.scale + quantization.min
  }
  return values
}
