import { drawLayers, type MorphScene } from './draw-layers.ts'
import { mixAt } from './morph-course.ts'
import type { MorphMesh } from './morph-mesh.ts'
import type { MorphRenderer } from './morph-renderer.ts'

export type WebglMorph = MorphRenderer & {
  readonly kind: 'webgl'
  /** Waits until everything is drawn. */
  settle(): void
}

/** No wider than this, however fine the screen: a crop has not more to show. */
const WIDEST_PX = 1_200

/**
 * The morph as one drawing of textured triangles: each corner goes from the one face's to the
 * other's, and takes both pictures along. Null where there is no WebGL 2. `onLost` is told when the
 * graphics are lost, as after a driver's restart: nothing more will be drawn.
 */
export function openWebglMorph(scene: MorphScene, onLost: () => void): WebglMorph | null {
  const surface = document.createElement('canvas')
  const gl = surface.getContext('webgl2', { antialias: false, depth: false })
  if (gl === null) return null
  const textures: WebGLTexture[] = []
  const lost = () => onLost()
  const close = () => {
    surface.removeEventListener('webglcontextlost', lost)
    for (const texture of textures) gl.deleteTexture(texture)
    gl.getExtension('WEBGL_lose_context')?.loseContext()
    surface.width = surface.height = 1
  }
  const program = linkProgram(gl)
  if (program === null) {
    close()
    return null
  }
  surface.addEventListener('webglcontextlost', lost)
  const layers = drawLayers(scene, WIDEST_PX)
  const { mesh, frame, density, visitor, portrait } = layers
  surface.width = visitor.width
  surface.height = visitor.height
  gl.viewport(0, 0, surface.width, surface.height)
  textures.push(
    uploadPicture(gl, program, 'visitor', 0, visitor),
    uploadPicture(gl, program, 'portrait', 1, portrait),
  )
  layers.wipe()
  const corners = uploadMesh(gl, program, mesh)
  const place = (name: string) => gl.getUniformLocation(program, name)
  gl.uniform2f(place('size'), surface.width / density, surface.height / density)
  const { x, y, width, height } = frame
  // WebGL counts rows from below.
  gl.uniform4f(place('frame'), x, surface.height - y - height, x + width, surface.height - y)
  const mixPlace = place('mixed')
  return {
    kind: 'webgl',
    surface,
    draw(t) {
      const { shape, colour, ground } = mixAt(t)
      gl.uniform3f(mixPlace, shape, colour, ground)
      gl.clear(gl.COLOR_BUFFER_BIT)
      gl.drawElements(gl.TRIANGLES, corners, gl.UNSIGNED_SHORT, 0)
    },
    settle() {
      // Reading a pixel back waits for the drawing; `finish` does not in every browser.
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
    },
    close,
  }
}

function uploadPicture(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  unit: number,
  picture: HTMLCanvasElement,
): WebGLTexture {
  const texture = gl.createTexture()
  gl.activeTexture(gl.TEXTURE0 + unit)
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  gl.uniform1i(gl.getUniformLocation(program, name), unit)
  return texture
}

/** Both places of each corner, once and for all; returns how many corners triangles have in all. */
function uploadMesh(gl: WebGL2RenderingContext, program: WebGLProgram, mesh: MorphMesh): number {
  for (const [name, places] of [
    ['onVisitor', mesh.visitor],
    ['onPortrait', mesh.portrait],
  ] as const) {
    const attribute = gl.getAttribLocation(program, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ARRAY_BUFFER, places, gl.STATIC_DRAW)
    gl.enableVertexAttribArray(attribute)
    gl.vertexAttribPointer(attribute, 2, gl.FLOAT, false, 0, 0)
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint16Array.from(mesh.triangles), gl.STATIC_DRAW)
  return mesh.triangles.length
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) return null
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null
  gl.useProgram(program)
  return program
}

const VERTEX_SHADER = `#version 300 es
in vec2 onVisitor;
in vec2 onPortrait;
uniform vec2 size;
uniform vec3 mixed;
out vec2 visitorAt;
out vec2 portraitAt;
void main() {
  visitorAt = onVisitor / size;
  portraitAt = onPortrait / size;
  vec2 at = mix(visitorAt, portraitAt, mixed.x);
  gl_Position = vec4(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 0.0, 1.0);
}`

/** Where there is nothing of the visitor, the painting comes at a pace of its own. */
const FRAGMENT_SHADER = `#version 300 es
precision highp float;
in vec2 visitorAt;
in vec2 portraitAt;
uniform sampler2D visitor;
uniform sampler2D portrait;
uniform vec4 frame;
uniform highp vec3 mixed;
out vec4 colour;
void main() {
  vec4 ours = texture(visitor, visitorAt);
  vec4 theirs = texture(portrait, portraitAt);
  vec2 covered = clamp(
    min(gl_FragCoord.xy + 0.5, frame.zw) - max(gl_FragCoord.xy - 0.5, frame.xy), 0.0, 1.0);
  float share = mix(mixed.z, mixed.y, ours.a) * covered.x * covered.y;
  colour = ours * (1.0 - mixed.y) + theirs * share;
}`
