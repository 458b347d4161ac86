import type { SelfieTexts } from './selfie-messages.ts'

export const ja: SelfieTexts = {
  pageTitle: '絵のなかの似た顔',
  start: {
    invitation: 'あなたの目をした人が、絵のなかに？',
    promise: '写真は、この端末から外に出ません。',
    numbers:
      'ご自分のブラウザーが、顔の釣り合いを128個の数に置きかえます。館に送られるのはその数だけで、館は答えると、それを忘れます。',
    guardians: 'お子さまは、まず大人のかたに聞いてください。',
    camera: 'カメラを使う',
    cameraApp: 'カメラアプリを開く',
    choose: '写真を選ぶ',
    drop: '写真をここにドロップするか、貼り付けることもできます。',
    insecure: 'ブラウザーがカメラを開くのは、httpsで始まるアドレスだけです。写真をお選びください。',
  },
  viewfinder: {
    waiting: 'カメラの使用をたずねられたら、許可してください。',
    advice: '顔に光を当てて、まっすぐ前を見てください。',
    shoot: '撮る',
  },
  looking: {
    title: '写真を見ています。',
    opening: '開いています。',
    models:
      '顔を読むものを、一度だけ取り寄せています：{total} MBのうち{received} MB（{percent}％）。',
    engine: '顔を読むものを起動しています。',
    face: '顔を探しています。',
    likeness: '壁に沿って歩いています。',
  },
  choosing: {
    title: 'どなたにしますか。',
    advice: '選ばれた顔だけを、近くで見ます。',
    face: '左から{number}番目の顔（全部で{of}）',
  },
  pair: {
    closer: '近づいて見る',
    share: '持ち帰る',
    another: '別の写真',
    nextNearest: '次に近い肖像：試してみる',
  },
  closer: {
    advice: '二本の指を広げるか、ホイールを回します。',
    nearer: '近く',
    farther: '遠く',
    whole: '絵の全体',
    page: 'この作品についてもっと',
  },
  sharing: {
    title: '持ち帰る一枚',
    together: 'あなたと肖像',
    alone: '肖像だけ',
    send: 'カードを送る',
    save: 'カードを保存する',
    copyLink: '作品へのリンクをコピー',
    copied: 'リンクをコピーしました。',
    link: '作品へのリンク：',
    kept: 'カードはこの端末で作られます。持っているのは、あなただけです。',
  },
  sorry: {
    'nothing-found': {
      title: '顔が見つかりませんでした。',
      advice: '顔が正面を向いてまっすぐに、隠れずに、大きめに写った写真をお試しください。',
    },
    'too-small': {
      title: '顔が小さすぎます。',
      advice: 'カメラに近づくか、もっと大きな写真をお選びください。',
    },
    'too-dark': {
      title: '暗くて、顔が見えません。',
      advice: '窓か明かりのほうを向いて、もう一度お試しください。',
    },
    'turned-away': {
      title: '顔が横を向いています。',
      advice: '両目が見えるように、カメラをまっすぐ見てください。',
    },
    blurred: {
      title: '顔がぼやけています。',
      advice: '動かずに、レンズを拭いて、もう一度お試しください。',
    },
    unreadable: {
      title: 'この写真は開けません。',
      advice: 'JPEG、PNG、WebPのいずれかの写真をお選びください。',
    },
    heic: {
      title: 'このブラウザーはHEICを読めません。',
      advice:
        'iPhoneでは、このページをSafariで開くか、写真をJPEGでお送りください：設定、カメラ、フォーマット、互換性優先。',
    },
    'no-engine': {
      title: 'このブラウザーでは顔を読めません。',
      advice: 'この三年以内のブラウザーが必要です。別のブラウザーでお試しください。',
    },
    'no-models': {
      title: '顔を読むものが届きませんでした。',
      advice:
        '接続が切れたか、その間にページが新しくなったようです。もう一度試すか、ページを読み込み直してください。',
    },
    'no-answer': {
      title: 'コレクションに手が届きません。',
      advice: '接続が切れたのかもしれません。写真はここにあります。もう一度お試しください。',
    },
    'too-many': {
      title: 'いま、大勢のかたがたずねています。',
      advice: '写真はここにあります。少ししてから、もう一度お試しください。',
    },
    'no-gallery': {
      title: '肖像を掛け替えています。',
      advice: '写真はここにあります。数分してから、もう一度お試しください。',
    },
    'no-camera': { title: 'カメラが見つかりません。', advice: '代わりに写真をお選びください。' },
    'camera-refused': {
      title: 'カメラの使用が許可されていません。',
      advice: 'そのつもりでなければ、アドレスバーで許可してください。または写真をお選びください。',
    },
    'camera-in-use': {
      title: '別のプログラムがカメラを使っています。',
      advice: 'そちらを閉じて、もう一度お試しください。または写真をお選びください。',
    },
  },
  closed: {
    title: 'ここでは、顔を比べていません。',
    advice: '館がこの機能を切っています。肖像から肖像へと歩くことはできます。',
    walk: '肖像のほうへ',
  },
  spoken: {
    sitter: '写真のなかの顔',
    manyFaces: '顔に印のついた、あなたの写真',
    cardTogether: 'カード：あなたと、その隣に{artist}『{title}』',
    cardAlone: 'カード：{artist}『{title}』',
  },
}
