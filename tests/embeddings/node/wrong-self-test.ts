/** Tells of descriptors that lie too far apart. */
const differences = { descriptorDistance: 0.02, landmarksPx: 0, boxesPx: 0, score: 0 }
process.send?.(differences, () => process.disconnect())
