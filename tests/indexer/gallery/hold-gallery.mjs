// @ts-check
// Holds a gallery open, as a server does, until it is killed: hold-gallery.mjs PROGRAMS DATA ID
const [programs, data, id] = process.argv.slice(2)
const { dataPaths } = await import(`${programs}/embeddings/store/data-paths.js`)
const { openGallery } = await import(`${programs}/embeddings/store/gallery-reader.js`)
await openGallery(dataPaths(data), id)
process.stdout.write('open\n')
setInterval(() => {}, 60_000)
