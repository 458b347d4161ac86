import type { Texts } from './messages.ts'

export const es: Texts = {
  languages: 'Idioma',
  attract: {
    invitation: '¿Alguien en estas paredes tiene sus ojos?',
    begin: 'Buscar mi semejante',
  },
  consent: {
    title: 'Antes de encender el espejo',
    compared:
      'Con su permiso, una cámara mira su rostro y traduce sus proporciones en 128 números. Se comparan con {portraits} retratos de esta colección.',
    comparedWithAll:
      'Con su permiso, una cámara mira su rostro y traduce sus proporciones en 128 números. Se comparan con los retratos de esta colección.',
    promises: [
      'Ninguna imagen suya sale de esta pantalla. Los números van al ordenador del museo, que responde y los olvida.',
      'No se guarda nada. Cuando se aleje, o decida salir, todo se borra. Nadie adivina su edad, su sexo, su origen ni su ánimo.',
    ],
    movement:
      'Si lo desea, los retratos siguen también los movimientos de su cabeza y de su rostro. Eso se calcula solo en esta pantalla y no se guarda en ninguna parte.',
    guardians: 'Si eres menor, pregunta antes a quien te acompaña.',
    withMyFace: 'Con mi rostro',
    withoutMyFace: 'Sin mi rostro',
    theTwoOfUs: 'Somos dos',
  },
  release: {
    title: 'Su consentimiento por escrito',
    text: [
      'Aquí la ley pide su consentimiento por escrito antes de que un ordenador mida su rostro.',
      'Acepto que esta instalación mida la geometría de mi rostro mientras estoy ante ella, para encontrar el retrato que más se le parece y, si lo deseo, para que los retratos sigan sus movimientos, y para nada más. La imagen no sale nunca de esta pantalla; los 128 números obtenidos de ella se olvidan en cuanto responde el ordenador del museo, y todo lo demás cuando termina mi visita. Nada se vende, se presta, se comparte ni se guarda.',
    ],
    meaning:
      'Pulsar estas palabras es firmar. Por un menor firma su madre, su padre o quien tenga su tutela.',
    sign: 'Acepto y firmo',
  },
  waking: {
    title: 'El espejo despierta.',
    camera: 'Si se le pregunta por la cámara, permítala, por favor.',
    models: 'Un momento más.',
  },
  stances: {
    nobody: 'Venga ante el espejo.',
    framed: 'No se mueva un momento.',
    'too-far': 'Acérquese un poco.',
    'too-near': 'Retroceda un poco.',
    'off-centre': 'Venga hacia el centro.',
    'turned-away': 'Mire al frente.',
    'too-dark': 'Busque un poco más de luz.',
  },
  oneAtATime: 'Una persona cada vez: quien esté en el centro.',
  live: {
    looking: 'Seguimos buscando. No se mueva o gire un poco la cabeza.',
    nearness: {
      rare: 'Más cercano que noventa y nueve de cada cien primeros parecidos aquí.',
      'nine-in-ten': 'Más cercano que nueve de cada diez primeros parecidos aquí.',
      'three-in-four': 'Más cercano que tres de cada cuatro primeros parecidos aquí.',
      half: 'Más cercano que la mitad de los primeros parecidos aquí.',
      ordinary: 'Entre los más cercanos a usted aquí, como suelen serlo los primeros parecidos.',
      distant:
        'Entre los más cercanos a usted aquí, aunque la mayoría de los primeros parecidos lo son más.',
      'nothing-near': 'Esta colección no tiene un parecido estrecho que ofrecer.',
    },
    cousins: 'Los más cercanos: un aire de familia, no un doble.',
    seeWhole: 'Ver el cuadro entero',
    holdForWhole: 'No se mueva para ver el cuadro entero.',
    nextOfTwo: 'Ahora, la otra persona',
  },
  modes: {
    name: 'A qué responden los retratos',
    likeness: 'Se me parecen',
    movement: 'Se mueven como yo',
    blend: 'Del movimiento al parecido',
    eye: 'El ojo de la máquina',
  },
  moving: {
    title: 'Gire la cabeza, abra la boca, levante las cejas: los retratos van con usted.',
    rest: 'Si no se mueve, uno de ellos se queda.',
    gathering: 'Los retratos se reúnen. Un momento más.',
    unanswered: 'Los retratos no acuden ahora mismo. Se les vuelve a llamar.',
  },
  why: {
    ask: '¿Por qué este?',
    looking: 'Se tapa una parte de los dos rostros tras otra, para ver qué cambia.',
    mostly: 'Lo que más cuenta: {parts}.',
    parts: {
      eyes: 'los ojos',
      brows: 'las cejas',
      nose: 'la nariz',
      mouth: 'el gesto de la boca',
      jaw: 'la mandíbula',
      outline: 'el pelo y el contorno',
    },
    noOne: 'Ninguna parte por sí sola: es el rostro entero.',
    unanswered: 'Ahora mismo no se ha podido averiguar.',
    meaning:
      'Cada parte de los dos rostros se tapó una vez. La luz cae donde eso más los alejó: muestra de qué dependen los números, que no tiene por qué ser lo que diría un ojo.',
  },
  poster: {
    see: 'Mitad usted, mitad pintura',
    title: 'Mitad usted, mitad pintura',
    advice: 'Hecho aquí, con su imagen y el retrato. Desaparece cuando usted se va.',
  },
  eye: {
    upright: 'Puesto derecho',
    numbers: 'Tejido con 128 números: los suyos, los del retrato y lo que difiere',
    walk: {
      one: 'La búsqueda: de la entrada directo al más cercano',
      other: 'La búsqueda: de la entrada, por {portraits} retratos, cada uno más cercano',
    },
  },
  turn: {
    title: 'Ahora, la otra persona.',
    advice: 'Cambien de sitio. El primer retrato que salió se guarda para las dos personas.',
  },
  duet: { title: 'Las dos personas, en pintura' },
  whole: {
    alsoNear: 'Los siguientes en cercanía',
    otherCousins: 'Los demás',
    howNear: '¿Cuánto se acerca?',
    lookCloser: 'Mirar de cerca',
    print: 'Imprimir',
    findIt: 'Está aquí: {room}. {way}',
    takeAway: 'Para llevar: este código contiene el cuadro y nada de usted.',
    turnAwayToGoBack: 'Mire a un lado para volver al espejo.',
  },
  closer: {
    advice: 'Muévalo con un dedo; separe dos para acercarse.',
    nearer: 'Más cerca',
    farther: 'Más lejos',
    whole: 'Entero',
  },
  print: {
    title: 'En papel',
    withMe: 'Con mi imagen al lado',
    advice:
      'La hoja muestra el retrato y su cartela. Su imagen solo aparece en ella si usted lo pide, y en ningún otro sitio.',
    print: 'Imprimir',
  },
  cabinet: {
    title: 'Elija un rostro.',
    advice: 'Colgamos a su lado el que más se le parece, y desde ahí se sigue.',
    anotherWall: 'Otra pared',
    narrowBy: { century: 'Por siglo', place: 'Por lugar', museum: 'Por museo' },
    choose: {
      century: '¿De qué siglo?',
      place: '¿De qué lugar?',
      museum: '¿De qué museo?',
    },
    century: 'Siglo {century:roman}',
    centuryBefore: 'Siglo {century:roman} a. C.',
    portraits: {
      one: '{portraits} retrato',
      many: '{portraits} de retratos',
      other: '{portraits} retratos',
    },
    all: 'Toda la colección',
    noneLeft: 'Ningún retrato de aquí cumple ambas cosas. Toda la colección está a un paso.',
    noOther: 'Aún no cuelga aquí ninguna otra obra.',
    alsoNear: 'También cercanos',
    looking: 'Buscamos un parecido.',
    walkOn: 'Seguir desde este',
    unanswered: 'La colección no ha respondido ahora.',
  },
  label: {
    unknownArtist: 'Artista desconocido',
    untitled: 'Sin título',
    publicDomain: 'Dominio público',
    notOnView: 'Actualmente no expuesto',
    comma: ', ',
  },
  stillThere: {
    title: '¿Sigue ahí?',
    advice: {
      1: 'En un segundo todo se borra y la pared queda libre para la siguiente persona.',
      other:
        'En {seconds} segundos todo se borra y la pared queda libre para la siguiente persona.',
    },
    stay: 'Aquí estoy',
  },
  operator: {
    title: 'Rincón técnico',
    enterPin: 'Introduzca el PIN.',
    wrongPin: 'Ese no es el PIN.',
    noDigests: 'Aquí no se puede comprobar el PIN: hace falta https o este mismo ordenador.',
    enter: 'Aceptar',
    locked: 'Demasiados PIN erróneos. Inténtelo de nuevo en {seconds} s.',
    clear: 'Borrar',
    close: 'Cerrar',
    headings: {
      camera: 'Cámara',
      rates: 'Cadencias',
      engine: 'Lector de rostros',
      gallery: 'Galería',
      versions: 'Versiones',
      faults: 'Últimos errores',
      pattern: 'Carta de ajuste',
    },
    noFaults: 'Ninguno desde que se cargó esta página.',
    showPattern: 'Mostrar la carta de ajuste',
    reload: 'Volver a cargar la página',
  },
  goodbye: { title: 'Adiós.', kept: 'La cámara está apagada. No se ha guardado nada suyo.' },
  apologies: {
    'server-gone': {
      title: 'La colección no está al alcance.',
      advice: 'La estamos llamando. Esta pantalla sigue sola en cuanto responda.',
    },
    'no-gallery': {
      title: 'Aún no cuelga nada aquí.',
      advice: 'Los retratos se están preparando. Esta pantalla sigue sola cuando estén colgados.',
    },
    'empty-gallery': {
      title: 'Las paredes están vacías.',
      advice: 'Esta galería aún no tiene retratos. Esta pantalla sigue sola cuando haya uno.',
    },
    'no-camera': {
      title: 'No se encuentra ninguna cámara.',
      advice: 'Conecte una y el espejo se enciende solo. También puede seguir sin su rostro.',
    },
    'camera-refused': {
      title: 'La cámara no está permitida.',
      advice:
        'Si no era su intención, permítala en la barra de direcciones y el espejo se enciende solo. También puede seguir sin su rostro.',
    },
    'camera-in-use': {
      title: 'Otro programa ocupa la cámara.',
      advice: 'Ciérrelo y el espejo se enciende solo. También puede seguir sin su rostro.',
    },
    'insecure-page': {
      title: 'Esta página no puede usar una cámara.',
      advice:
        'Los navegadores solo lo permiten a direcciones https o en este mismo ordenador. Puede seguir sin su rostro.',
    },
    'no-engine': {
      title: 'El espejo no puede leer rostros en este momento.',
      advice:
        'Lo que los lee no funciona en este navegador. Lo reiniciamos de vez en cuando. Puede seguir aquí sin su rostro.',
    },
    'no-models': {
      title: 'El espejo no está completo.',
      advice: 'Faltan algunos archivos y los pedimos de nuevo. También puede seguir sin su rostro.',
    },
  },
  failures: {
    'bad-request': 'La pantalla y el servidor no se entienden. Avise al personal, por favor.',
    'bad-probe': 'Esa mirada no fue lo bastante clara. No se mueva un momento.',
    'other-space': 'Esta pantalla se está renovando. Un momento de paciencia, por favor.',
    'not-found': 'Lo que se pedía ya no está.',
    'too-large': 'La pantalla y el servidor no se entienden. Avise al personal, por favor.',
    'too-many-probes': 'Un momento de paciencia, por favor.',
    internal: 'El servidor ha tropezado. Preguntamos de nuevo.',
    'no-gallery': 'Se están recolgando los retratos. Lo que ve se queda hasta entonces.',
    'empty-gallery': 'Se están recolgando los retratos. Lo que ve se queda hasta entonces.',
    'no-answer': 'La colección no está al alcance ahora. Lo que ve se queda hasta que vuelva.',
  },
  ways: {
    back: 'Volver',
    leave: 'Salir',
    tryAgain: 'Intentar de nuevo',
    goOnWithoutFace: 'Seguir sin mi rostro',
  },
  spoken: {
    portrait: 'El rostro en {title}, de {artist}',
    mirror: 'Su propio rostro, como en un espejo',
    moving: 'Un rostro pintado que se mueve como usted',
    poster: 'Mitad su rostro, mitad el de {title}',
    nearYou: 'A su lado cuelga {title}, de {artist}.',
    duet: 'Uno junto a otro cuelgan {first} y {second}.',
    takeAway: 'Un código para su teléfono. Lleva a {address}',
    operatorsCorner: 'Rincón técnico: mantenga pulsado tres segundos',
  },
}
