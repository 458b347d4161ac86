import type { SelfieTexts } from './selfie-messages.ts'

export const es: SelfieTexts = {
  pageTitle: 'Su parecido pintado',
  start: {
    invitation: '¿Quién tiene sus ojos en estos cuadros?',
    promise: 'Su foto no sale de este dispositivo.',
    numbers:
      'Su propio navegador convierte las proporciones del rostro en 128 números. Solo ellos van al museo, que responde y los olvida.',
    guardians: 'Si eres menor, pregunta antes a una persona adulta.',
    camera: 'Usar la cámara',
    cameraApp: 'Abrir la app de cámara',
    choose: 'Elegir una foto',
    drop: 'O suelte una foto aquí, o péguela.',
    insecure:
      'Los navegadores solo abren una cámara en direcciones https; elija una foto, por favor.',
  },
  viewfinder: {
    waiting: 'Si se le pregunta si se puede usar la cámara, acéptelo, por favor.',
    advice: 'Mire al frente, con luz en el rostro.',
    shoot: 'Hacer la foto',
  },
  looking: {
    title: 'Estamos mirando su foto.',
    opening: 'Se está abriendo.',
    models: 'Llega lo que lee rostros, una sola vez: {received} de {total} MB ({percent} %).',
    engine: 'Arranca lo que lee rostros.',
    face: 'Buscamos un rostro.',
    likeness: 'Recorremos las paredes.',
  },
  choosing: {
    title: '¿Quién ha de ser?',
    advice: 'Solo el rostro elegido se mira más de cerca.',
    face: 'Rostro {number} de {of}, desde la izquierda',
  },
  pair: {
    closer: 'Mirar de cerca',
    share: 'Llevárselo',
    another: 'Otra foto',
    nextNearest: 'Los siguientes en cercanía: pruebe uno',
  },
  closer: {
    advice: 'Separe dos dedos o gire la rueda.',
    nearer: 'Más cerca',
    farther: 'Más lejos',
    whole: 'El cuadro entero',
    page: 'Más sobre esta obra',
  },
  sharing: {
    title: 'Una tarjeta para llevar',
    together: 'Usted y el retrato',
    alone: 'Solo el retrato',
    send: 'Enviar la tarjeta',
    save: 'Guardar la tarjeta',
    copyLink: 'Copiar el enlace a la obra',
    copied: 'El enlace está copiado.',
    link: 'El enlace a la obra:',
    kept: 'La tarjeta se hace en este dispositivo. Nadie la tiene más que usted.',
  },
  sorry: {
    'nothing-found': {
      title: 'No se ha encontrado ningún rostro.',
      advice:
        'Pruebe una foto en la que el rostro esté derecho, de frente y sin tapar, y ocupe una buena parte.',
    },
    'too-small': {
      title: 'El rostro es demasiado pequeño.',
      advice: 'Acérquese a la cámara o elija una foto más grande.',
    },
    'too-dark': {
      title: 'Está demasiado oscuro para ver un rostro.',
      advice: 'Vuélvase hacia una ventana o una lámpara e inténtelo de nuevo.',
    },
    'turned-away': {
      title: 'El rostro no mira de frente.',
      advice: 'Mire a la cámara, de modo que se vean los dos ojos.',
    },
    blurred: {
      title: 'El rostro está borroso.',
      advice: 'No se mueva, limpie la lente e inténtelo de nuevo.',
    },
    unreadable: {
      title: 'Esta imagen no se puede abrir.',
      advice: 'Elija una foto en JPEG, PNG o WebP.',
    },
    heic: {
      title: 'Este navegador no lee HEIC.',
      advice:
        'En un iPhone abra esta página en Safari, o envíe la foto como JPEG: Ajustes, Cámara, Formatos, Más compatible.',
    },
    'no-engine': {
      title: 'En este navegador no se pueden leer rostros.',
      advice: 'Hace falta un navegador de los últimos tres años. Pruebe con otro.',
    },
    'no-models': {
      title: 'Lo que lee rostros no ha llegado.',
      advice:
        'Quizá se perdió la conexión o la página se renovó entretanto. Inténtelo de nuevo o vuelva a cargar la página.',
    },
    'no-answer': {
      title: 'La colección no está al alcance.',
      advice: 'Quizá se perdió la conexión. Su foto sigue aquí: inténtelo de nuevo.',
    },
    'too-many': {
      title: 'Hay muchas consultas en este momento.',
      advice: 'Su foto sigue aquí: inténtelo de nuevo en un momento.',
    },
    'no-gallery': {
      title: 'Se están recolgando los retratos.',
      advice: 'Su foto sigue aquí: inténtelo de nuevo en unos minutos.',
    },
    'no-camera': {
      title: 'No se encuentra ninguna cámara.',
      advice: 'Elija una foto en su lugar.',
    },
    'camera-refused': {
      title: 'La cámara no se puede usar.',
      advice: 'Si no era su intención, permítala en la barra de direcciones. O elija una foto.',
    },
    'camera-in-use': {
      title: 'Otro programa está usando la cámara.',
      advice: 'Ciérrelo e inténtelo de nuevo. O elija una foto.',
    },
  },
  closed: {
    title: 'Aquí no se comparan rostros.',
    advice: 'El museo lo ha desactivado. Puede ir de retrato en retrato.',
    walk: 'A los retratos',
  },
  spoken: {
    sitter: 'El rostro de su foto',
    manyFaces: 'Su foto, con los rostros señalados',
    cardTogether: 'Una tarjeta: usted y, a su lado, {title}, de {artist}',
    cardAlone: 'Una tarjeta: {title}, de {artist}',
  },
}
