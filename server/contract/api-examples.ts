import type { LabelTexts, Portrait, PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import {
  type AtlasAnswer,
  type AtlasPortraits,
  atlasPath,
  type LabelList,
  type PathAnswer,
} from './atlas.ts'
import { FAILURES, type ProblemCode } from './failures.ts'
import type {
  FaceAnswer,
  FacetList,
  GalleryInfo,
  Health,
  MatchList,
  PortraitList,
  Problem,
  Readiness,
  WorkAnswer,
} from './http.ts'
import type { PictureMatchList } from './match-request.ts'

// Examples in the API's description: requests and answers about one painting.

const texts: LabelTexts = {
  title: 'Girl with a Pearl Earring',
  artist: 'Johannes Vermeer',
  date: 'c. 1665',
  medium: 'oil on canvas',
  museum: 'Mauritshuis',
  creditLine: 'Bequest of Arnoldus des Tombe, 1903',
  requiredStatement: '',
  about: 'Not a portrait of anybody, but a tronie: a head that a painter made up.',
  room: 'Room 15',
}
const label: Portrait['label'] = {
  ...texts,
  rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
  onView: true,
  pageUrl: 'https://www.mauritshuis.nl/en/our-collection/artworks/670-girl-with-a-pearl-earring',
  translations: { nl: { title: 'Meisje met de parel', medium: 'olieverf op doek' } },
}
const digest = (pair: string): string => pair.repeat(32)
const pictures = {
  picture: { digest: digest('5b'), width: 1347, height: 1600 },
  closer: { digest: digest('e0'), width: 3449, height: 4096 },
  crop: { digest: digest('c4'), width: 400, height: 400 },
  place: { x: 0.28, y: 0.19, width: 0.45, height: 0.38 },
  eyes: [
    { x: 141.2, y: 168.5 },
    { x: 236.9, y: 171.1 },
  ],
} satisfies Partial<Portrait>
const portrait: Portrait = {
  id: 'mauritshuis-670~1',
  workId: 'mauritshuis-670',
  label,
  ...pictures,
  quality: 0.87,
}
const match: PortraitMatch = {
  portraitId: portrait.id,
  workId: portrait.workId,
  ...label,
  squaredDistance: 0.294,
  adjustedSquaredDistance: 0.712,
  similarity: 0.93,
  ...pictures,
  quality: portrait.quality,
  pose: { yaw: -31.4, pitch: -2.1, roll: 4.6 },
}
const gallery: GalleryInfo = {
  id: '20300102-030405-6f1c',
  createdAt: '2030-01-02T03:04:05.000Z',
  spaceId: 'face-api/dlib-resnet-128',
  works: 957,
  portraits: 1279,
  reel: { sha256: digest('7e'), bytes: 11_874_204, portraits: 1200 },
  atlas: true,
}
const matches: MatchList = { gallery: gallery.id, nothingNear: false, matches: [match] }

/** 128 numbers of a descriptor's size that describe nobody. */
const descriptor = Array.from({ length: 128 }, (_, at) => Number((Math.sin(at) / 8).toFixed(3)))

/** 68 points on a ring about the middle of the crop. They are nobody's landmarks. */
const landmarks = Array.from({ length: 68 }, (_, at): [number, number] => [
  Number((200 + 80 * Math.cos(at)).toFixed(1)),
  Number((200 + 80 * Math.sin(at)).toFixed(1)),
])

export const EXAMPLES = {
  matchRequest: { descriptor, k: 5, filter: { museum: 'Mauritshuis', century: 17 } },
  health: {
    status: 'ok',
    version: '0.1.0',
    uptimeSeconds: 86_400.5,
    gallery,
    refusedGallery: null,
    waitMs: { eventLoop: 2, threadPool: 1 },
  } satisfies Health,
  ready: { status: 'ready', gallery } satisfies Readiness,
  gallery,
  portrait,
  face: {
    gallery: gallery.id,
    portraitId: portrait.id,
    crop: portrait.crop,
    landmarks,
    pose: { yaw: -24.6, pitch: 2.1, roll: -3.4 },
    descriptor,
  } satisfies FaceAnswer,
  portraits: { gallery: gallery.id, portraits: [portrait] } satisfies PortraitList,
  facets: {
    gallery: gallery.id,
    portraits: gallery.portraits,
    museum: [
      { value: 'Mauritshuis', portraits: 851 },
      { value: 'Frans Hals Museum', portraits: 428 },
    ],
    century: [
      { value: 17, portraits: 1104 },
      { value: 18, portraits: 203 },
    ],
    place: [{ value: 'Room 15', portraits: 31 }],
    category: [{ value: 'Ruffs', portraits: 88 }],
    onView: 512,
  } satisfies FacetList,
  atlas: {
    gallery: gallery.id,
    portraits: gallery.portraits,
    quality: { k: 15, trustworthiness: 0.91, continuity: 0.9 },
    layouts: [
      { name: 'likeness', width: 61.5, height: 48.2, columns: [] },
      { name: 'time', width: 31, height: 24, columns: [{ text: '1660', x: 4.5, portraits: 61 }] },
    ],
    regions: [
      {
        x: 20.5,
        y: 14.1,
        portraits: 58,
        middle: 412,
        words: [{ kind: 'century', word: '17', here: 44, elsewhere: 391, logOdds: 3.2 }],
      },
    ],
    apparitions: [],
    file: {
      path: atlasPath(digest('a7')),
      bytes: 2_961_004,
      points: { at: 9_120, bytes: 20_464 },
      years: { at: 29_584, bytes: 2_558 },
      slots: { at: 32_142, bytes: 5_116 },
      sheets: [[{ at: 250_104, bytes: 48_210 }], [{ at: 298_314, bytes: 71_004 }]],
    },
  } satisfies AtlasAnswer,
  atlasPortraits: {
    gallery: gallery.id,
    portraits: [{ position: 412, portrait }],
  } satisfies AtlasPortraits,
  labels: {
    gallery: gallery.id,
    words: [{ kind: 'title', word: 'pearl', portraits: 2, origin: 'label' }],
    positions: [412, 977],
  } satisfies LabelList,
  path: {
    gallery: gallery.id,
    portraits: [
      { position: 412, portrait },
      { position: 977, portrait },
    ],
    distances: [0.94],
    length: 0.94,
  } satisfies PathAnswer,
  matches,
  pictureMatches: {
    ...matches,
    face: { box: { x: 412, y: 198, width: 610, height: 610 }, width: 1512, height: 2016 },
  } satisfies PictureMatchList,
  work: {
    gallery: gallery.id,
    work: {
      id: portrait.workId,
      label,
      picture: pictures.picture,
      closer: pictures.closer,
      portraits: [portrait],
    },
  } satisfies WorkAnswer,
}

export function exampleProblem(code: ProblemCode): Problem {
  const { httpStatus: status, title, retry } = FAILURES[code]
  const detail = 'What is wrong this time, in words for whoever wrote the program.'
  return { type: `urn:pendant:${code}`, title, status, detail, code, retry }
}
