import { type Descriptor, toDescriptor } from '../face/descriptor.ts'

/**
 * What the recognition net makes of the built-in picture, as measured in Node; a test holds it to
 * that. It belongs to the net and to `selfTestChip`: whoever changes either measures it anew.
 */
export function selfTestDescriptor(): Descriptor {
  return toDescriptor(TEN_THOUSANDTHS.map((value) => value / 10_000))
}

const TEN_THOUSANDTHS: readonly number[] = [
  -1133, 196, 780, -284, -1420, -221, -520, -1266, 718, -1196, 1335, -803, -1716, -291, -229, 1579,
  -1033, -1040, -963, -446, 633, 1070, 232, 261, -842, -2926, -978, -671, 263, -227, -349, 788,
  -1935, -53, 601, 763, -1080, -958, 1835, -360, -2463, 265, 956, 2137, 2291, 69, -95, -966, 999,
  -2926, 329, 1738, 829, 624, 607, -623, 456, 845, -1491, 79, 1163, -888, -524, -1107, 1939, 1029,
  -1033, -1518, 1609, -2020, -940, 932, -1185, -1794, -2786, 13, 4133, 1810, -1483, 629, -629, 249,
  520, 868, -696, -57, -376, 400, 2356, -746, 143, 2603, 679, -259, 244, 47, -173, -778, -1399,
  -290, 417, -683, 484, 1805, -2242, 2171, -642, -262, 477, -414, -767, 55, 1209, -1942, 1136, 1191,
  456, 1140, 762, 1198, -484, -337, -2050, -911, 1151, -105, 224, 434,
]
