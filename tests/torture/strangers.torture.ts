// Whatever strangers send: the tests of every run, with many times their input, drawn anew.
import '../server/fuzz.test.ts'
import '../server/upload-fuzz.test.ts'
import '../indexer/csv.test.ts'
import '../indexer/collections/iiif-hostile.test.ts'
