/**
 * Side in pixels and rounds of the picture that is computed: 17 million multiplications and
 * additions of four numbers. SwiftShader on two cores takes 40 ms and more, a GPU of 100 GFLOPS 2
 * ms.
 */
const SIDE_PX = 256
const ROUNDS = 256
const MAX_MS = 12
const TRIES = 3

/**
 * Whether WebGL 2 in this worker computes fast enough to be worth a start of the face engine on it:
 * on software rendering that start alone takes half a minute. Told by a stopwatch and not by the
 * renderer's name, which browsers hide and drivers invent. Blocks for a moment.
 */
export function hasFastGraphics(): boolean {
  const canvas = new OffscreenCanvas(SIDE_PX, SIDE_PX)
  const gl = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true, antialias: false })
  if (gl === null) return false
  try {
    if (!useProgram(gl)) return false
    let fastestMs = Number.POSITIVE_INFINITY
    for (let round = 0; round <= TRIES; round++) {
      const startMs = performance.now()
      gl.drawArrays(gl.TRIANGLES, 0, 3)
      // Reading a pixel back waits for the drawing; `finish` does not in every browser.
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
      const tookMs = performance.now() - startMs
      // The first drawing includes the compiling; when even that is hopeless, more would only wait.
      if (round > 0) fastestMs = Math.min(fastestMs, tookMs)
      if (tookMs > MAX_MS * 100) return false
    }
    return fastestMs <= MAX_MS
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}

/** One triangle over everything, each pixel a long chain of arithmetic that cannot be left out. */
function useProgram(gl: WebGL2RenderingContext): boolean {
  const program = gl.createProgram()
  const shaders = [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const
  for (const [type, source] of shaders) {
    const shader = gl.createShader(type)
    if (shader === null) return false
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return false
  gl.useProgram(program)
  return true
}

const VERTEX_SHADER = `#version 300 es
void main() {
  gl_Position = vec4(float(gl_VertexID & 1) * 4.0 - 1.0, float(gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}`

const FRAGMENT_SHADER = `#version 300 es
precision highp float;
out vec4 colour;
void main() {
  vec4 value = gl_FragCoord / ${SIDE_PX}.0;
  for (int i = 0; i < ${ROUNDS}; i++) value = value.yzwx * 0.99 + value.zwxy * 0.01;
  colour = fract(value);
}`
