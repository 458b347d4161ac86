/**
 * Writes graphs in the ONNX format: as much of onnx.proto3 as convolutional nets need. Field
 * numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (IR version 8, opset
 * 17).
 */

const IR_VERSION = 8
const OPSET_VERSION = 17

const ELEMENT_TYPES = { float32: 1, uint8: 2, int64: 7 } as const
const ATTRIBUTE_FLOAT = 1
const ATTRIBUTE_INT = 2
const ATTRIBUTE_INTS = 7

/** The name under which a graph knows what an operator gives. */
export type Value = string

/** A number is written as an ONNX `float`, a bigint as an `int`. */
type Attributes = Readonly<Record<string, number | bigint | readonly bigint[]>>

/** One graph in the making. Operators are added in the order in which they run. */
export type OnnxGraph = ReturnType<typeof onnxGraph>

export function onnxGraph(name: string) {
  const nodes: Message[] = []
  const initialisers: Message[] = []
  const inputs: Message[] = []

  const constant = (
    type: keyof typeof ELEMENT_TYPES,
    shape: readonly number[],
    raw: Uint8Array,
  ) => {
    const value = `constant_${initialisers.length}`
    initialisers.push([
      ...shape.map((side) => varint(1, BigInt(side))),
      varint(2, BigInt(ELEMENT_TYPES[type])),
      text(8, value),
      bytes(9, raw),
    ])
    return value
  }
  const addOperator = (type: string, from: readonly Value[], to: Value, attributes: Attributes) => {
    nodes.push([
      ...from.map((value) => text(1, value)),
      text(2, to),
      text(3, to),
      text(4, type),
      ...Object.entries(attributes).map(([key, value]) => message(5, attribute(key, value))),
    ])
    return to
  }

  return {
    /** `shape` names the dimensions that vary. */
    input(value: Value, type: 'uint8', shape: readonly (number | string)[]): Value {
      inputs.push(valueInfo(value, type, shape))
      return value
    },
    floats: (values: Float32Array, shape: readonly number[]): Value =>
      constant(
        'float32',
        shape,
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      ),
    integers: (values: readonly number[]): Value =>
      constant('int64', [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer)),
    operator: (type: string, from: readonly Value[], attributes: Attributes = {}): Value =>
      addOperator(type, from, `${type.toLowerCase()}_${nodes.length}`, attributes),
    /** The finished model: the bytes of a file that ends in `.onnx`. */
    write(outputs: Readonly<Record<string, Value>>): Uint8Array {
      for (const [output, value] of Object.entries(outputs)) {
        addOperator('Identity', [value], output, {})
      }
      const graph: Message = [
        ...nodes.map((node) => message(1, node)),
        text(2, name),
        ...initialisers.map((tensor) => message(5, tensor)),
        ...inputs.map((input) => message(11, input)),
        ...Object.keys(outputs).map((output) => message(12, valueInfo(output, 'float32'))),
      ]
      return joined([
        varint(1, BigInt(IR_VERSION)),
        text(2, 'pendant'),
        message(7, graph),
        message(8, [varint(2, BigInt(OPSET_VERSION))]),
      ])
    },
  }
}

/** The fields of a protobuf message, each encoded. */
type Message = readonly Uint8Array[]

function valueInfo(
  name: string,
  type: keyof typeof ELEMENT_TYPES,
  shape?: readonly (number | string)[],
): Message {
  const dimensions = shape?.map((side) =>
    message(1, [typeof side === 'number' ? varint(1, BigInt(side)) : text(2, side)]),
  )
  const tensorType = [
    varint(1, BigInt(ELEMENT_TYPES[type])),
    ...(dimensions ? [message(2, dimensions)] : []),
  ]
  return [text(1, name), message(2, [message(1, tensorType)])]
}

function attribute(name: string, value: Attributes[string]): Message {
  if (typeof value === 'number') return [text(1, name), float(2, value), type(ATTRIBUTE_FLOAT)]
  if (typeof value === 'bigint') return [text(1, name), varint(3, value), type(ATTRIBUTE_INT)]
  return [text(1, name), ...value.map((each) => varint(8, each)), type(ATTRIBUTE_INTS)]
}

function type(kind: number): Uint8Array {
  return varint(20, BigInt(kind))
}

// Protobuf's wire format: https://protobuf.dev/programming-guides/encoding. The last three bits of
// a field's key are its wire type: 0 a varint, 2 bytes behind their length, 5 four bytes.

function varint(field: number, value: bigint): Uint8Array {
  return Uint8Array.from([...digits(BigInt(field << 3)), ...digits(value)])
}

function float(field: number, value: number): Uint8Array {
  const encoded = new DataView(new ArrayBuffer(4))
  encoded.setFloat32(0, value, true)
  return joined([Uint8Array.from(digits(BigInt((field << 3) | 5))), new Uint8Array(encoded.buffer)])
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  const key = [...digits(BigInt((field << 3) | 2)), ...digits(BigInt(value.byteLength))]
  return joined([Uint8Array.from(key), value])
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value))
}

function message(field: number, fields: Message): Uint8Array {
  return bytes(field, joined(fields))
}

/** Base 128, the least digit first; all but the last have their top bit set. */
function digits(value: bigint): number[] {
  const low = Number(value & 0x7fn)
  return value < 0x80n ? [low] : [low | 0x80, ...digits(value >> 7n)]
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
