import type { Instant } from '../../../engine/instant.js';
import type { AdminTrailWords, LaterTrailWords } from '../admin/words.js';
import type { DelegateWords, LaterCardWords, NamedGround, StepFormWords } from '../later-words.js';
import { enumerate, type Inline, join, type Rich, rich, strong, wording, when as writtenWhen } from '../text.js';
import type { NameList, VoteFact, Words } from '../words.js';
import type { enLaterDone, enLaterRefusals } from './en-later.js';

const votes = { approve: 'menyetujui', reject: 'menolak', return: 'mengembalikan' } as const;

export const idLaterRefusals: Pick<Words['refusals'], keyof typeof enLaterRefusals> = {
  'already-decided': ({ step, decision, at, by }, { person }) =>
    by === undefined
      ? rich`Anda sudah ${wording(votes[decision])} “${step}” pada ${when(at)}. Setiap orang hanya memiliki satu suara.`
      : rich`${person ?? by} sudah ${wording(votes[decision])} “${step}” pada ${when(at)}, di tempat yang Anda isi bersama. Hanya satu keputusan yang dihitung di sana, jadi tidak ada yang diubah.`,
  'delegation-over': ({ why }, { person }) => {
    const whose = person === undefined ? rich`orang itu` : rich`${person}`;
    switch (why) {
      case 'ended':
        return rich`Anda sudah tidak mewakili ${whose}, jadi keputusan Anda tidak dicatat. Yang diwakili tetap diminta memutuskan.`;
      case 'amount':
        return rich`Ada jumlah di sini yang melebihi batas Anda saat mewakili ${whose}, jadi keputusan Anda tidak dicatat. Yang diwakili tetap diminta memutuskan.`;
      case 'type':
        return rich`Anda tidak mewakili ${whose} untuk permintaan jenis ini, jadi keputusan Anda tidak dicatat. Yang diwakili tetap diminta memutuskan.`;
      case 'off':
        return rich`Mewakili orang lain tidak diaktifkan di sini, jadi keputusan Anda tidak dicatat. Yang tetap diminta memutuskan: ${whose}.`;
      case 'unable':
        return rich`Saat ini tidak ada yang dapat memutuskan mewakili ${whose}, karena yang diwakili sendiri tidak boleh memutuskan. Keputusan Anda tidak dicatat; mohon beri tahu administrator.`;
    }
  },
  'too-many-questions': ({ which, max }) =>
    which === 'open'
      ? rich`Sudah ada ${max} pertanyaan di sini yang menunggu jawaban. Mohon tunggu sampai salah satunya dijawab.`
      : rich`Sudah ada ${max} pertanyaan di sini, dan tidak dapat ditambah lagi. Silakan putuskan, atau kembalikan dengan menyebutkan yang kurang.`,
  'no-such-question': () => rich`Pertanyaan itu sudah tidak ada. Silakan pakai kartu terbaru, atau /approvals.`,
  'answered-already': ({ at }) => rich`Pertanyaan ini sudah dijawab pada ${when(at)}, jadi tidak ada yang diubah.`,
  'nudged-already': ({ at, againAt }) =>
    rich`Anda sudah mengingatkan mereka pada ${when(at)}. Anda dapat melakukannya lagi pada ${when(againAt)}.`,
  'delegation-off': () =>
    rich`Mewakili orang lain tidak diaktifkan di sini, jadi tidak ada yang diubah. Mohon minta administrator menempatkan orang lain pada langkah itu.`,
  'nothing-to-do': () => rich`Tidak ada lagi yang perlu dilakukan, jadi tidak ada yang diubah.`,
};

export const idLaterDone: Pick<Words['done'], keyof typeof enLaterDone> = {
  ask: (_answer, { name, submitter, step = '' }) =>
    rich`Pertanyaan Anda tentang ${strong(name)} dikirim kepada ${submitter}. Waktu untuk ${strong(step)} berhenti sampai pertanyaan itu dijawab.`,
  answer: (_answer, { name, step = '' }) =>
    rich`Jawaban Anda tentang ${strong(name)} sudah terkirim. Semua orang pada ${strong(step)} melihatnya.`,
  'delegate-step': (_answer, { name, step = '' }) =>
    rich`Orang yang Anda pilih menerima kartu dan dapat memutuskan ${strong(step)} pada ${strong(name)} mewakili Anda. Anda sendiri juga masih dapat memutuskannya: yang lebih dahulu yang berlaku.`,
  nudge: (_answer, { name, asked }) =>
    asked.names.length === 0
      ? rich`Saat ini tidak ada yang dapat diingatkan untuk memutuskan ${strong(name)}.`
      : rich`${people(asked)} akan diingatkan tentang ${strong(name)} pada jam kerjanya. Anda dapat melakukannya lagi setelah 24 jam.`,
};

export const idLaterTrail: Pick<AdminTrailWords, keyof LaterTrailWords> = {
  votedFor: (decision, step, principal, comment) =>
    rich`${strong(wording(votes[decision]))} ${strong(step)} mewakili ${principal}${comment === null ? [] : rich`: “${comment}”`}`,
  delegated: (step, deputy, principal, { until, note }) => {
    if (until !== null) {
      return rich`mencatat bahwa ${deputy} dapat memutuskan ${strong(step)} mewakili ${principal}, yang sedang tidak di tempat, sampai ${when(until)}`;
    }
    const why = note === null ? [] : rich`: “${note}”`;
    return rich`${strong(wording('menyerahkan'))} ${strong(step)} kepada ${deputy} untuk diputuskan mewakili ${principal}${why}`;
  },
  delegationExpired: (step, deputy, principal) =>
    rich`mencatat bahwa ${deputy} sudah tidak dapat memutuskan ${strong(step)} mewakili ${principal}`,
  reminded: (step, names) => rich`mengingatkan ${orNobody(names)} tentang ${strong(step)}`,
  escalated: (step, pairs) =>
    pairs.length === 0
      ? rich`mengeskalasi ${strong(step)}, dan tidak menemukan siapa pun yang dapat membantu`
      : rich`${strong(wording('mengeskalasi'))} ${strong(step)}: ${all(pairs.map(({ deputy, principal }) => rich`${deputy} dapat memutuskan mewakili ${principal}`))}`,
  expired: (step, decision) =>
    decision === null
      ? rich`sampai pada batas waktu ${strong(step)}, dan tidak boleh memutuskannya`
      : rich`${strong(wording(votes[decision]))} ${strong(step)}, karena tidak ada yang memutuskan tepat waktu dan templat menentukan demikian`,
  asked: (step, text) => rich`bertanya tentang ${strong(step)}: “${text}”`,
  answered: (step, text) => rich`menjawab tentang ${strong(step)}: “${text}”`,
  approverLeft: (step, person, successor) =>
    successor === null
      ? rich`mengeluarkan ${person}, yang sudah tidak bekerja di sini, dari ${strong(step)}, dan tidak menemukan penggantinya`
      : rich`mengeluarkan ${person}, yang sudah tidak bekerja di sini, dari ${strong(step)}; penggantinya ${successor}`,
  nudged: (names) => rich`meminta ${orNobody(names)} segera memutuskan`,
  expiring: (at) => rich`mengumumkan bahwa permintaan ini akan dibatalkan pada ${when(at)} jika tidak dikerjakan`,
  lapsed: rich`${strong(wording('membatalkan'))} permintaan ini, karena tidak dikerjakan lagi`,
};

export const idLaterCard: LaterCardWords = {
  asksYouFor: (submitter, principal, title) =>
    rich`${strong(submitter)} meminta persetujuan yang dapat Anda berikan mewakili ${strong(principal)}: ${strong(title)}`,
  youActFor: (step, principal, grounds) =>
    rich`Anda dapat memutuskan ${strong(step)} mewakili ${strong(principal)}, ${all(grounds.map(whyYou))}.`,
  actsForThem: (name, grounds) => rich` · ${name} dapat mewakili, ${all(grounds.map(whyTheyDo))}`,
  inPlaceOf: (name, principal) => `${name} (mewakili ${principal})`,
  votedForYou: (vote, step) =>
    rich`${vote.name} ${wording(votes[vote.decision])} ${strong(step)} mewakili Anda pada ${when(vote.at)}${said(vote, ': ')}`,
  placeFilled: (vote, step) =>
    rich`Anda tidak diperlukan lagi pada ${strong(step)}: ${voter(vote)} ${wording(votes[vote.decision])} langkah itu pada ${when(vote.at)}${said(vote, ': ')}`,
  actsNoMore: (step, principals) => rich`Anda tidak lagi mewakili ${people(principals)} pada ${strong(step)}.`,
  questions: 'Tanya jawab',
  questionAsked: (name, step, at, text) =>
    step === null
      ? rich`${strong(name)} bertanya pada ${when(at)}: “${text}”`
      : rich`${strong(name)} bertanya tentang ${step} pada ${when(at)}: “${text}”`,
  questionAnswered: (name, at, text) => rich`${strong(name)} menjawab pada ${when(at)}: “${text}”`,
  questionWaits: rich`Belum dijawab.`,
  questionOver: rich`Tidak sempat dijawab.`,
  earlierQuestions: (count) =>
    count === 1
      ? rich`Satu pertanyaan sebelumnya tidak ditampilkan di sini.`
      : rich`${count} pertanyaan sebelumnya tidak ditampilkan di sini.`,
  youOweAnswers: (names, step) =>
    rich`${people(names)} bertanya kepada Anda tentang ${strong(step)}. Waktunya berhenti sampai Anda menjawab.`,
  paused: (since) => rich` · waktunya berhenti sejak ${when(since)}`,
  expired: (step, decision, at) =>
    rich`Tidak ada yang memutuskan ${strong(step)}${at === null ? [] : rich` sampai ${when(at)}`}, jadi templat ${wording(votes[decision])}nya.`,
  byTemplate: rich` · oleh templat, karena tidak ada yang memutuskan tepat waktu`,
  lapsed: (at) =>
    rich`${strong(wording('Dibatalkan'))}${onDay(at)}: permintaan ini pernah dikembalikan, dan tidak dikerjakan lagi.`,
  expiring: (at) => rich`Jika tidak Anda ubah atau ajukan lagi, permintaan ini akan dibatalkan pada ${when(at)}.`,
  nudged: (at) => rich`Anda mengingatkan orang-orang yang diminta memutuskan pada ${when(at)}.`,
  mayNotAct: (person) => rich`${person} · tidak boleh memutuskan`,
};

function whyYou(ground: NamedGround): Rich {
  switch (ground.kind) {
    case 'delegation':
      return rich`yang sedang tidak di tempat sampai ${when(ground.until)}`;
    case 'step':
      return ground.note === null
        ? rich`yang meminta Anda memutuskannya`
        : rich`yang meminta Anda memutuskannya (“${ground.note}”)`;
    case 'escalation':
      return rich`karena tidak ada yang memutuskan tepat waktu dan ${wording(escalatedAs[ground.as])}`;
  }
}

const escalatedAs = {
  manager: 'Anda atasannya',
  unit_head: 'Anda kepala unitnya',
  user: 'templat menyebut Anda',
  role: 'templat menyebut peran Anda',
  group: 'templat menyebut grup Anda',
} as const;

function whyTheyDo(ground: NamedGround): Rich {
  switch (ground.kind) {
    case 'delegation':
      return rich`karena yang diwakili tidak di tempat sampai ${when(ground.until)}`;
    case 'step':
      return rich`karena diminta oleh yang diwakili`;
    case 'escalation':
      return rich`karena tidak ada yang memutuskan tepat waktu`;
  }
}

function said({ comment }: VoteFact, before: string): Rich {
  return comment === null ? rich`.` : rich`${wording(before)}“${comment}”`;
}

export const idStepForm: StepFormWords = {
  askTitle: 'Ajukan pertanyaan',
  questionLabel: 'Pertanyaan Anda',
  questionHint: 'Pengaju menerima pesan. Waktu untuk langkah ini berhenti sampai pengaju menjawab.',
  noQuestion: rich`Mohon tulis pertanyaan Anda.`,
  answerTitle: 'Jawab',
  answerLabel: 'Jawaban Anda',
  answerHint: 'Semua orang yang dapat melihat permintaan ini dapat membacanya.',
  noAnswer: rich`Mohon tulis jawaban Anda.`,
  delegateTitle: 'Serahkan keputusan',
  delegateLead: (step) =>
    rich`Anda tetap berada pada ${strong(step)} dan masih dapat memutuskannya sendiri: yang lebih dahulu yang berlaku.`,
  delegateLabel: 'Siapa yang dapat mewakili Anda',
  delegateHint: 'Orang itu menerima kartu sendiri untuk langkah ini saja.',
  noteLabel: 'Catatan untuknya',
  noteHint: 'Catatan ini tampil pada kartunya.',
  kept: rich`Tidak ada yang diubah. Tulisan Anda masih ada setelah ini ditutup.`,
};

export const idDelegate: DelegateWords = {
  title: 'Selama Anda pergi',
  off: rich`Mewakili orang lain tidak diaktifkan di sini, jadi tidak ada yang dapat ditambahkan. Mohon tanyakan kepada administrator siapa yang memutuskan selama Anda pergi.`,
  lead: rich`Selama Anda pergi, orang lain dapat memutuskan apa yang menunggu Anda. Anda sendiri juga masih dapat memutuskannya.`,
  givenTitle: 'Siapa yang mewakili Anda',
  nothingGiven: rich`Saat ini tidak ada.`,
  gotTitle: 'Siapa yang Anda wakili',
  line: ({ name, from, until, hasBegun }) =>
    rich`${strong(name)} · ${wording(`${from} – ${until}`)}${wording(hasBegun ? '' : ' · belum mulai')}`,
  scope: ({ types, cap }) => {
    const what = types === null ? rich`semua jenis permintaan` : people(types);
    return cap === null
      ? rich`Untuk ${what}, berapa pun jumlahnya.`
      : rich`Untuk ${what}, sampai dengan ${wording(cap)}.`;
  },
  more: (count) => rich`… dan ${count} lainnya`,
  endNow: 'Akhiri sekarang',
  ending: (name) => ({
    title: 'Akhiri sekarang?',
    text: `Sejak itu ${name} tidak dapat memutuskan mewakili Anda lagi. Yang sudah diputuskan tetap berlaku.`,
    yes: 'Akhiri sekarang',
    no: 'Biarkan',
  }),
  ended: (name) => rich`Sudah berakhir: ${strong(name)} tidak lagi memutuskan mewakili Anda.`,
  formTitle: 'Minta orang lain mewakili Anda',
  toLabel: 'Siapa yang mewakili Anda',
  toHint: 'Orang itu menerima kartu untuk semua yang menunggu Anda.',
  fromLabel: 'Hari pertama',
  untilLabel: 'Hari terakhir',
  untilHint: (timeZone) => `Keduanya hari penuh, menurut jam ${timeZone}.`,
  typesLabel: 'Hanya untuk jenis ini',
  typesHint: 'Kosongkan untuk semua jenis permintaan.',
  capLabel: 'Hanya sampai jumlah ini',
  capHint:
    'Kosongkan untuk jumlah berapa pun. Yang melebihinya, atau dalam mata uang lain, tetap Anda putuskan sendiri.',
  submit: 'Serahkan',
  given: (line) =>
    line.hasBegun
      ? rich`Mulai sekarang ${strong(line.name)} memutuskan mewakili Anda, sampai akhir ${wording(line.until)}. ${strong(line.name)} menerima pesan.`
      : rich`${strong(line.name)} memutuskan mewakili Anda mulai ${wording(line.from)} sampai akhir ${wording(line.until)}. Anda berdua menerima pesan saat itu dimulai.`,
  refusals: {
    off: () => rich`Mewakili orang lain tidak diaktifkan di sini, jadi tidak ada yang diubah.`,
    'no-permission': () =>
      rich`Tidak satu pun peran Anda mengizinkan Anda memutuskan permintaan, jadi tidak ada yang dapat diserahkan. Administrator dapat memberikan peran itu.`,
    'unknown-person': () =>
      rich`Orang ini tidak dikenal di sini. Silakan pilih orang lain, atau minta administrator menambahkannya.`,
    'to-oneself': () => rich`Ini Anda sendiri. Silakan pilih orang lain.`,
    unable: ({ why }, { names }) =>
      why === 'inactive'
        ? rich`${people(names)} tidak aktif di sini, jadi tidak dapat memutuskan. Silakan pilih orang lain.`
        : rich`Tidak satu pun peran ${people(names)} mengizinkan memutuskan permintaan. Silakan pilih orang lain.`,
    'ends-before-start': () => rich`Silakan pilih hari terakhir yang tidak mendahului hari pertama.`,
    'over-already': () =>
      rich`Hari-hari ini sudah lewat. Silakan pilih hari terakhir yang jatuh hari ini atau sesudahnya.`,
    'too-long': ({ daysMax }) => rich`Paling lama ${daysMax} hari. Silakan pilih hari terakhir yang lebih awal.`,
    'unknown-type': () => rich`Salah satu jenis ini sudah tidak ada. Silakan pilih lagi.`,
    'too-many': ({ max }) =>
      rich`Anda sudah membuat ${max} penyerahan, dan tidak dapat ditambah lagi. Silakan akhiri yang tidak Anda perlukan.`,
    overlap: (_refusal, { names, from, until }) =>
      rich`${people(names)} sudah mewakili Anda dari ${wording(from)} sampai ${wording(until)}. Silakan pilih hari lain, atau akhiri dahulu yang itu.`,
    cycle: (_refusal, { names }) =>
      rich`Keputusannya akan kembali kepada Anda: ${through(names)}. Silakan pilih orang lain, atau hari lain.`,
    'chain-too-long': ({ linksMax }, { names }) =>
      rich`Terlalu banyak orang yang akan saling mewakili: ${people(names)}. Paling banyak ${linksMax} orang berturut-turut; silakan pilih orang lain.`,
    'no-such-delegation': () => rich`Itu sudah berakhir, jadi tidak ada yang diubah.`,
  },
};

function through({ names, more }: NameList): Rich {
  const chain = ['Anda', ...names];
  const links = chain.slice(1).map((name, at) => rich`${name} mewakili ${chain[at] ?? ''}`);
  const rest = more === 0 ? [] : [rich`${more} lainnya menyusul`];
  return join([...links, ...rest, rich`dan Anda mewakili ${chain.at(-1) ?? ''}`], ', ');
}

function orNobody(names: readonly string[]): Rich {
  return names.length === 0 ? wording('tidak seorang pun') : list(names);
}

function voter({ name, onBehalfOf }: VoteFact): Rich {
  return onBehalfOf === undefined ? rich`${name}` : rich`${name} mewakili ${onBehalfOf}`;
}

function onDay(at: Instant | null): Rich {
  return at === null ? [] : rich` pada ${when(at)}`;
}

function when(at: Instant): Inline {
  return writtenWhen(at, { language: 'id', between: ' pukul ' });
}

function list(names: readonly string[]): Rich {
  return all(names.map((name) => rich`${name}`));
}

function people({ names, more }: NameList): Rich {
  return all([...names.map((name) => rich`${name}`), ...(more === 0 ? [] : [rich`${more} lainnya`])]);
}

function all(pieces: readonly Rich[]): Rich {
  return enumerate(pieces, ', ', ' dan ');
}
