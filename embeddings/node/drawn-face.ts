import sharp from 'sharp'

/** A plain shaded face that the detector knows as one: enough to see that the models work. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="480" viewBox="0 0 400 480">
  <defs>
    <radialGradient id="skin" cx="0.42" cy="0.4" r="0.7">
      <stop offset="0" stop-color="#f0cfae"/><stop offset="0.7" stop-color="#c99a74"/>
      <stop offset="1" stop-color="#7d5238"/>
    </radialGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="3"/></filter>
    <filter id="softer"><feGaussianBlur stdDeviation="9"/></filter>
  </defs>
  <rect width="400" height="480" fill="#3b342b"/>
  <path d="M60 480 Q90 390 165 375 L235 375 Q310 390 340 480 Z" fill="#2a2f3d"/>
  <path d="M160 330 L160 395 Q200 425 240 395 L240 330 Z" fill="#a97a58"/>
  <ellipse cx="200" cy="205" rx="118" ry="140" fill="#2b1c12"/>
  <path d="M200 95 C280 95 298 165 294 225 C290 300 245 362 200 362 C155 362 110 300 106 225 C102 165 120 95 200 95 Z" fill="url(#skin)"/>
  <path d="M104 190 C110 110 160 88 200 88 C250 88 292 112 296 190 C280 140 240 126 190 130 C150 133 118 150 104 190 Z" fill="#2b1c12"/>
  <g filter="url(#softer)" fill="#7d5238" opacity="0.55">
    <ellipse cx="155" cy="212" rx="30" ry="17"/><ellipse cx="245" cy="212" rx="30" ry="17"/>
    <ellipse cx="203" cy="275" rx="22" ry="9"/><ellipse cx="200" cy="336" rx="30" ry="8"/>
  </g>
  <g fill="none" stroke="#2b1c12" stroke-width="7" stroke-linecap="round" filter="url(#soft)">
    <path d="M126 190 Q152 174 180 186"/><path d="M220 186 Q248 174 274 190"/>
  </g>
  <g>
    <path d="M131 215 Q155 199 179 216 Q155 227 131 215 Z" fill="#f5efe6"/>
    <path d="M221 216 Q245 199 269 215 Q245 227 221 216 Z" fill="#f5efe6"/>
    <circle cx="155" cy="213" r="9" fill="#4a3220"/><circle cx="245" cy="213" r="9" fill="#4a3220"/>
    <circle cx="155" cy="213" r="4.5" fill="#120b07"/><circle cx="245" cy="213" r="4.5" fill="#120b07"/>
    <circle cx="158" cy="210" r="2" fill="#fff"/><circle cx="248" cy="210" r="2" fill="#fff"/>
    <path d="M129 214 Q155 196 181 215" fill="none" stroke="#3a2416" stroke-width="4"/>
    <path d="M219 215 Q245 196 271 214" fill="none" stroke="#3a2416" stroke-width="4"/>
  </g>
  <path d="M194 205 Q188 245 178 264 Q188 276 200 276 Q212 276 222 264 Q214 258 210 240" fill="#c99a74" opacity="0.8" filter="url(#soft)"/>
  <path d="M179 265 Q188 275 200 274 Q212 275 221 265" fill="none" stroke="#6b4330" stroke-width="4" stroke-linecap="round"/>
  <path d="M163 309 Q182 298 200 303 Q218 298 237 309 Q218 313 200 312 Q182 313 163 309 Z" fill="#9c4f44"/>
  <path d="M163 309 Q200 316 237 309 Q220 332 200 332 Q180 332 163 309 Z" fill="#b9665a"/>
  <path d="M161 309 Q200 317 239 309" fill="none" stroke="#5e2c25" stroke-width="3"/>
</svg>`

/** The drawn face as the bytes of a PNG. */
export function drawnFace(): Promise<Uint8Array> {
  return sharp(Buffer.from(SVG)).png().toBuffer()
}
