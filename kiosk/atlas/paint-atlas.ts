import { ATLAS_LEVELS, PORTRAIT_HEIGHT, SHEET } from '../../embeddings/atlas/atlas-file.ts'
import { bitmapWithin } from '../camera/within.ts'
import type { AtlasMap, AtlasServer } from './fetch-atlas.ts'
import { type MapView, portraitWidth, type Screen } from './map-view.ts'

const [SMALL, LARGE] = ATLAS_LEVELS
const PER_SMALL = SMALL.columns * SMALL.rows
const PER_LARGE = LARGE.columns * LARGE.rows
/** From this width in device pixels on a small thumbnail would be a blur. */
const LARGE_FROM_PX = 24
/** Sheets of large thumbnails kept on the graphics card, 1.3 MB each. */
const LARGE_KEPT = 72
const FETCHED_AT_ONCE = 6
const SHEET_WITHIN_MS = 20_000

/** Corners of a thumbnail, and the two triangles between them. */
const CORNERS = 4
const TRIANGLES = [0, 1, 2, 2, 1, 3]

// Not drawn as instances: software takes each of these for a drawing of its own.
const VERTEX = `#version 300 es
in vec2 from;
in vec2 to;
in float light;
uniform vec2 middle;
uniform vec2 scale;
uniform vec2 size;
uniform float share;
uniform int first;
uniform ivec2 grid;
out vec2 place;
out float lit;
void main() {
  vec2 at = mix(from, to, share);
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  gl_Position = vec4(((at - middle) * scale + (corner - 0.5) * size) * vec2(1.0, -1.0), 0.0, 1.0);
  int cell = gl_VertexID / 4 - first;
  place = (vec2(cell % grid.x, cell / grid.x) + corner) / vec2(grid);
  lit = light;
}`

const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D sheet;
in vec2 place;
in float lit;
out vec4 colour;
void main() {
  colour = vec4(texture(sheet, place).rgb * lit, 1.0);
}`

/** Draws a map of thumbnails. */
export interface AtlasPainter {
  /** Shows the layout of this number; the thumbnails come from where they are. */
  goTo(layout: number): void
  /** Lights these positions alone; all of them where undefined. */
  light(positions: ReadonlySet<number> | undefined): void
  /**
   * `share` is how far the thumbnails have come to their layout. False while sheets are missing.
   */
  paint(view: MapView, screen: Screen, share: number): boolean
  /** Textures on the graphics card, in bytes. */
  readonly textureBytes: number
  close(): void
}

/**
 * A painter on a canvas; undefined where the browser has no WebGL 2. `onSheet` is called when a
 * sheet has come that is worth another painting.
 */
export function openPainter(
  canvas: HTMLCanvasElement,
  map: AtlasMap,
  server: AtlasServer,
  onSheet: () => void,
): AtlasPainter | undefined {
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false })
  if (gl === null) return undefined
  const count = map.slots.length
  const program = linked(gl)
  const at = (name: string) => gl.getUniformLocation(program, name)
  const uniforms = {
    middle: at('middle'),
    scale: at('scale'),
    size: at('size'),
    share: at('share'),
    first: at('first'),
    grid: at('grid'),
  }
  const attribute = (name: string) => gl.getAttribLocation(program, name)
  const [from, to, light] = [attribute('from'), attribute('to'), attribute('light')]
  const [before, after, lights, triangles] = [0, 1, 2, 3].map(() => gl.createBuffer()) as [
    WebGLBuffer,
    WebGLBuffer,
    WebGLBuffer,
    WebGLBuffer,
  ]
  /** Fills a buffer with what each slot has, for each of its corners. */
  const fill = (buffer: WebGLBuffer, size: number, numbers: Float32Array<ArrayBuffer>) => {
    const each = new Float32Array(numbers.length * CORNERS)
    for (let at = 0; at < each.length; at++) {
      const slot = Math.floor(at / (size * CORNERS))
      each[at] = numbers[slot * size + (at % size)] as number
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.bufferData(gl.ARRAY_BUFFER, each, gl.DYNAMIC_DRAW)
  }
  /** The points of a layout in the order of slots, in which sheets are drawn. */
  const inSlots = (layout: number): Float32Array<ArrayBuffer> => {
    const points = map.layouts[layout]?.points
    const sorted = new Float32Array(2 * count)
    map.slots.forEach((slot, position) => {
      sorted[2 * slot] = points?.[2 * position] ?? 0
      sorted[2 * slot + 1] = points?.[2 * position + 1] ?? 0
    })
    return sorted
  }
  let points = inSlots(0)
  fill(before, 2, points)
  fill(after, 2, points)
  fill(lights, 1, new Float32Array(count).fill(1))
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles)
  gl.bufferData(
    gl.ELEMENT_ARRAY_BUFFER,
    Uint32Array.from({ length: count * TRIANGLES.length }, (_, at) => {
      const slot = Math.floor(at / TRIANGLES.length)
      return slot * CORNERS + (TRIANGLES[at % TRIANGLES.length] as number)
    }),
    gl.STATIC_DRAW,
  )
  /** Bounds of each run of large sheets in the layout that is shown. */
  let bounds = boundsOf(points)

  const sheets = sheetStore(gl, server, onSheet)

  return {
    goTo(layout) {
      fill(before, 2, points)
      points = inSlots(layout)
      fill(after, 2, points)
      bounds = boundsOf(points)
    },
    light(positions) {
      const numbers = new Float32Array(count).fill(positions === undefined ? 1 : 0.16)
      for (const position of positions ?? []) numbers[map.slots[position] as number] = 1
      fill(lights, 1, numbers)
    },
    paint({ x, y, zoom }, screen, share) {
      const density = canvas.width / screen.width
      gl.viewport(0, 0, canvas.width, canvas.height)
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT)
      gl.useProgram(program)
      const width = portraitWidth(zoom)
      gl.uniform2f(uniforms.middle, x, y)
      gl.uniform2f(uniforms.scale, (2 * zoom) / screen.width, (2 * zoom) / screen.height)
      gl.uniform2f(
        uniforms.size,
        (2 * width) / screen.width,
        (2 * width * PORTRAIT_HEIGHT) / screen.height,
      )
      gl.uniform1f(uniforms.share, share)
      const bind = (where: number, buffer: WebGLBuffer, size: number) => {
        gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
        gl.enableVertexAttribArray(where)
        gl.vertexAttribPointer(where, size, gl.FLOAT, false, 0, 0)
      }
      bind(from, before, 2)
      bind(to, after, 2)
      bind(light, lights, 1)
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles)
      const draw = (
        level: (typeof ATLAS_LEVELS)[number],
        texture: WebGLTexture,
        first: number,
        drawn: number,
      ) => {
        gl.bindTexture(gl.TEXTURE_2D, texture)
        gl.uniform1i(uniforms.first, first - (first % (level.columns * level.rows)))
        gl.uniform2i(uniforms.grid, level.columns, level.rows)
        const elements = TRIANGLES.length
        gl.drawElements(gl.TRIANGLES, elements * drawn, gl.UNSIGNED_INT, 4 * elements * first)
      }
      const halfWide = (screen.width / 2 + width) / zoom
      const halfHigh = (screen.height / 2 + width * PORTRAIT_HEIGHT) / zoom
      const isSeen = (run: number) =>
        share < 1 ||
        ((bounds[4 * run] as number) < x + halfWide &&
          (bounds[4 * run + 1] as number) < y + halfHigh &&
          (bounds[4 * run + 2] as number) > x - halfWide &&
          (bounds[4 * run + 3] as number) > y - halfHigh)
      const wantsLarge = width * density >= LARGE_FROM_PX && share === 1
      let isWhole = true
      /** Runs side by side on one small sheet are drawn together: each call costs time. */
      let [waitingFrom, waitingTo] = [0, 0]
      const drawWaiting = () => {
        if (waitingTo === waitingFrom) return
        const small = sheets.get(0, Math.floor(waitingFrom / PER_SMALL))
        if (small) draw(SMALL, small, waitingFrom, waitingTo - waitingFrom)
        else isWhole = false
        waitingFrom = waitingTo
      }
      const runs = Math.ceil(count / PER_LARGE)
      for (let run = 0; run < runs; run++) {
        if (!isSeen(run)) continue
        const first = run * PER_LARGE
        const end = Math.min(count, first + PER_LARGE)
        const large = wantsLarge ? sheets.get(1, run) : undefined
        if (large) {
          drawWaiting()
          draw(LARGE, large, first, end - first)
          continue
        }
        if (wantsLarge) isWhole = false
        if (first !== waitingTo || first % PER_SMALL === 0) {
          drawWaiting()
          waitingFrom = first
        }
        waitingTo = end
      }
      drawWaiting()
      sheets.endFrame()
      return isWhole
    },
    get textureBytes() {
      return sheets.count * SHEET.width * SHEET.height * 4
    },
    close() {
      sheets.close()
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

/** Left, top, right and bottom of each run of PER_LARGE points. */
function boundsOf(points: Float32Array): Float32Array {
  const runs = Math.ceil(points.length / 2 / PER_LARGE)
  const bounds = new Float32Array(4 * runs)
  for (let run = 0; run < runs; run++) {
    const own = points.subarray(2 * run * PER_LARGE, 2 * (run + 1) * PER_LARGE)
    const across = own.filter((_, i) => i % 2 === 0)
    const down = own.filter((_, i) => i % 2 === 1)
    bounds.set(
      [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)],
      4 * run,
    )
  }
  return bounds
}

/**
 * Textures of sheets, fetched when first asked for. All small ones are kept, and LARGE_KEPT others.
 */
function sheetStore(gl: WebGL2RenderingContext, server: AtlasServer, onSheet: () => void) {
  const kept = new Map<string, WebGLTexture>()
  const coming = new Set<string>()
  let wanted: [level: number, number: number][] = []
  let isClosed = false
  const keyOf = (level: number, number: number) => `${level}/${number}`

  const fetchSheet = async (level: number, number: number) => {
    const key = keyOf(level, number)
    coming.add(key)
    try {
      const blob = await server.sheet(level, number)
      // A damaged sheet leaves the coarser thumbnails in its place.
      const decoding = blob && bitmapWithin(SHEET_WITHIN_MS, 'A sheet', blob)
      const bitmap = await decoding?.catch(() => undefined)
      if (!bitmap || isClosed) return
      kept.set(key, textureOf(gl, bitmap))
      bitmap.close()
      onSheet()
    } finally {
      coming.delete(key)
    }
  }

  return {
    get(level: number, number: number): WebGLTexture | undefined {
      const key = keyOf(level, number)
      const texture = kept.get(key)
      if (!texture) {
        if (!coming.has(key)) wanted.push([level, number])
        return undefined
      }
      // Last in the map is what was used last.
      kept.delete(key)
      kept.set(key, texture)
      return texture
    },
    endFrame(): void {
      const large = [...kept].filter(([key]) => key.startsWith('1/'))
      for (const [key, texture] of large.slice(0, Math.max(0, large.length - LARGE_KEPT))) {
        gl.deleteTexture(texture)
        kept.delete(key)
      }
      const first = wanted.sort(([one], [other]) => one - other)
      for (const [level, number] of first.slice(0, FETCHED_AT_ONCE - coming.size)) {
        if (!coming.has(keyOf(level, number))) fetchSheet(level, number).catch(reportError)
      }
      wanted = []
    },
    get count() {
      return kept.size
    },
    close(): void {
      isClosed = true
    },
  }
}

function textureOf(gl: WebGL2RenderingContext, bitmap: ImageBitmap): WebGLTexture {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  return texture
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) throw new Error('WebGL gives no shader.')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The atlas does not link: ${gl.getProgramInfoLog(program)}`)
  }
  return program
}
