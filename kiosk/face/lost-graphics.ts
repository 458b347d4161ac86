/** As much of tfjs's WebGL engine as tells of its graphics; engines without graphics have none. */
type Engine = { readonly gpgpu?: { readonly gl: { isContextLost(): boolean } } }

/**
 * Whether the graphics an engine computes with are lost, as after a driver's restart. It does not
 * say so itself: what it then reads is zeros, in which no face is ever found again.
 */
export function hasLostGraphics(engine: unknown): boolean {
  return (engine as Engine).gpgpu?.gl.isContextLost() ?? false
}
