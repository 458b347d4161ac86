/** Tells of descriptors that lie too far apart. */
process.send?.({ descriptorDistance: 0.02, landmarksPx: 0, boxesPx: 0, score: 0 })
process.disconnect()
