/** How a face stands in the camera's view: framed, or the one thing to be said about it. */
export type Framing = 'framed' | 'too-far' | 'too-near' | 'off-centre' | 'turned-away' | 'too-dark'
