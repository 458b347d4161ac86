import type { SelfieTexts } from './selfie-messages.ts'

export const zhHans: SelfieTexts = {
  pageTitle: '画中的相像面孔',
  start: {
    invitation: '这些画中，可有谁长着您的眼睛？',
    promise: '您的照片不会离开这台设备。',
    numbers:
      '您自己的浏览器把面孔的比例化为128个数字。只有它们会送到博物馆；博物馆作答之后便将其忘记。',
    guardians: '小朋友，请先问一问大人。',
    camera: '使用摄像头',
    cameraApp: '打开相机应用',
    choose: '选一张照片',
    drop: '也可以把照片拖到这里，或粘贴一张。',
    insecure: '浏览器只在以https开头的地址上打开摄像头，因此请选一张照片。',
  },
  viewfinder: {
    waiting: '如果询问是否可以使用摄像头，请选择允许。',
    advice: '请看正前方，让光照在脸上。',
    shoot: '拍照',
  },
  looking: {
    title: '正在看您的照片。',
    opening: '正在打开。',
    models: '正在取来读取面孔的部分，只需一次：{received} MB，共{total} MB（{percent}%）。',
    engine: '正在启动读取面孔的部分。',
    face: '正在寻找面孔。',
    likeness: '正沿着墙壁走过。',
  },
  choosing: {
    title: '要看哪一位？',
    advice: '只有您选中的面孔会被细看。',
    face: '从左数第{number}张面孔，共{of}张',
  },
  pair: {
    closer: '近看',
    share: '带走它',
    another: '换一张照片',
    nextNearest: '其次相近的：试一试',
  },
  closer: {
    advice: '张开两指，或滚动滚轮。',
    nearer: '近一点',
    farther: '远一点',
    whole: '整幅画',
    page: '了解这件作品',
  },
  sharing: {
    title: '一张可以带走的卡片',
    together: '您与肖像',
    alone: '只有肖像',
    send: '发送卡片',
    save: '保存卡片',
    copyLink: '复制作品链接',
    copied: '链接已复制。',
    link: '作品链接：',
    kept: '卡片在这台设备上制作。除您以外，没有人拥有它。',
  },
  sorry: {
    'nothing-found': {
      title: '没有找到面孔。',
      advice: '请试一张面孔端正、正面、没有遮挡，并占画面较大部分的照片。',
    },
    'too-small': { title: '面孔太小了。', advice: '请靠近摄像头，或选一张更大的照片。' },
    'too-dark': { title: '太暗了，看不清面孔。', advice: '请转向窗户或灯光，再试一次。' },
    'turned-away': { title: '面孔转开了。', advice: '请正视摄像头，让两只眼睛都能看见。' },
    blurred: { title: '面孔模糊了。', advice: '请保持不动，擦拭镜头，再试一次。' },
    unreadable: { title: '这张照片打不开。', advice: '请选一张JPEG、PNG或WebP格式的照片。' },
    heic: {
      title: '此浏览器不能读取HEIC。',
      advice:
        '在iPhone上，请用Safari打开本页，或把照片以JPEG格式发送：设置、相机、格式、兼容性最佳。',
    },
    'no-engine': {
      title: '此浏览器读不了面孔。',
      advice: '需要近三年内的浏览器。请换一个试试。',
    },
    'no-models': {
      title: '读取面孔的部分没有送到。',
      advice: '连接可能中断，或本页其间有了更新。请再试一次，或重新载入本页。',
    },
    'no-answer': {
      title: '暂时联系不上馆藏。',
      advice: '连接可能中断。您的照片还在这里：请再试一次。',
    },
    'too-many': { title: '此刻询问的人很多。', advice: '您的照片还在这里：请稍后再试。' },
    'no-gallery': {
      title: '肖像正在重新布置。',
      advice: '您的照片还在这里：请过几分钟再试。',
    },
    'no-camera': { title: '找不到摄像头。', advice: '请改选一张照片。' },
    'camera-refused': {
      title: '摄像头未获许可。',
      advice: '如果并非有意，请在地址栏允许它。或者选一张照片。',
    },
    'camera-in-use': {
      title: '另一个程序正占用摄像头。',
      advice: '请在那里关闭它，再试一次。或者选一张照片。',
    },
  },
  closed: {
    title: '这里不比较面孔。',
    advice: '博物馆已将其关闭。您可以从一幅肖像走到另一幅。',
    walk: '去看肖像',
  },
  spoken: {
    sitter: '您照片中的面孔',
    manyFaces: '您的照片，其中的面孔已标出',
    cardTogether: '一张卡片：您，旁边是{artist}的《{title}》',
    cardAlone: '一张卡片：{artist}的《{title}》',
  },
}
