import type { Instant } from '../../../engine/instant.js';
import type { NamedDocument, ReminderCause, WaitingEnd, WaitingItem } from '../../../engine/notice.js';
import type { NoticeWords } from '../notice-words.js';
import { shortNames } from '../people.js';
import type { SettingsWords } from '../settings-words.js';
import { enumerate, type Inline, type Rich, rich, strong, wording, when as writtenWhen } from '../text.js';
import type { NameList } from '../words.js';

export const idNotices: NoticeWords = {
  reminder,
  waits: ({ submitterName, step, since }) =>
    rich`Diajukan oleh ${submitterName} · langkah ${strong(step)} · sejak ${when(since)}`,
  due: (at) => rich`Tenggat ${when(at)}`,
  overdue: (since) => rich`${strong(wording('Terlambat'))} sejak ${when(since)}`,
  digest: (count) => rich`${strong(wording(`${figureText(count)} permintaan`))} menunggu keputusan Anda.`,
  digestItem: (item) => rich`${named(item.document)} · ${item.document.typeName}${actingFor(item)}`,
  moreWait: (more) => rich`${figure(more)} lagi juga menunggu. Ketik /approvals untuk melihat semuanya.`,
  nothingWaits: rich`Semua ini tidak lagi menunggu Anda.`,
  waitsNoMore: (document, end) => rich`${named(document)} tidak lagi menunggu Anda${why(end)}.`,
  escalated: ({ document, step }, to) =>
    rich`Belum ada yang memutuskan ${strong(step)} pada ${named(document)} tepat waktu. Mulai sekarang ${people(to)} juga dapat memutuskannya menggantikan Anda.`,
  escalatedToNobody: ({ document, step }) =>
    rich`Belum ada yang memutuskan ${strong(step)} pada ${named(document)} tepat waktu, dan tidak ditemukan orang lain yang dapat memutuskannya.`,
  youStillCan: rich`Anda tetap dapat memutuskannya sendiri; keputusan pertama yang berlaku.`,
  delegation: {
    given: {
      from: ({ name, from, until }) =>
        rich`Sesuai permintaan Anda, ${strong(name)} memutuskan mewakili Anda dari ${wording(from)} sampai akhir ${wording(until)}.`,
      to: ({ name, from, until }) =>
        rich`${strong(name)} akan pergi dan meminta Anda memutuskan mewakilinya dari ${wording(from)} sampai akhir ${wording(until)}.`,
    },
    began: {
      from: ({ name, until }) =>
        rich`Mulai sekarang ${strong(name)} memutuskan mewakili Anda, sampai akhir ${wording(until)}.`,
      to: ({ name, until }) =>
        rich`Mulai sekarang Anda memutuskan mewakili ${strong(name)}, sampai akhir ${wording(until)}.`,
    },
    ended: {
      from: ({ name, endsAt }) => rich`${strong(name)} tidak lagi memutuskan mewakili Anda sejak ${when(endsAt)}.`,
      to: ({ name, endsAt }) => rich`Anda tidak lagi memutuskan mewakili ${strong(name)} sejak ${when(endsAt)}.`,
    },
    revoked: {
      from: ({ name, endsAt }) =>
        rich`${strong(name)} tidak memutuskan mewakili Anda: Anda mengakhirinya pada ${when(endsAt)}.`,
      to: ({ name, endsAt }) =>
        rich`Anda tidak memutuskan mewakili ${strong(name)}: yang bersangkutan mengakhirinya pada ${when(endsAt)}.`,
    },
  },
  delegationWhatNow: {
    from: () => rich`Anda tetap dapat memutuskan sendiri. Untuk mengakhirinya lebih awal, ketik /delegate.`,
    to: (name) =>
      rich`Yang menunggu ${name} pada masa itu juga datang kepada Anda, dan keputusan Anda ditampilkan sebagai keputusan mewakili ${name}.`,
  },
  question: (askedBy, document, step) =>
    rich`${strong(askedBy)} ingin bertanya sebelum memutuskan ${strong(step)} pada ${named(document)}:`,
  questionWaits: rich`Waktu untuk langkah ini berhenti sampai Anda menjawab.`,
  questionOver: rich`Jawaban tidak lagi ditunggu.`,
  questionAnswered: (at) => rich`Anda menjawab pada ${when(at)}:`,
  answer: (answeredBy, document, step) =>
    rich`${strong(answeredBy)} menjawab pertanyaan Anda tentang ${named(document)}, pada ${strong(step)}:`,
  yourQuestion: (text) => rich`Pertanyaan Anda: “${text}”`,
  expiring: (document, cancelAt) =>
    rich`${named(document)} dikembalikan kepada Anda dan sejak itu belum ada perubahan. Permintaan ini akan dibatalkan pada ${when(cancelAt)}.`,
  expiringWhatNow: rich`Agar tidak dibatalkan, ubah lalu ajukan lagi. Jika tidak diperlukan lagi, Anda tidak perlu melakukan apa pun.`,
  expiringNoMore: {
    'submitted-again': (document) => rich`${named(document)} tidak jadi dibatalkan: Anda sudah mengajukannya lagi.`,
    cancelled: (document) => rich`${named(document)} sudah dibatalkan.`,
    kept: (document) => rich`${named(document)} tidak jadi dibatalkan pada waktu itu, karena sudah ada perubahan.`,
  },
  leaver: (person, places) =>
    places === 0
      ? rich`${strong(person)} tidak aktif lagi. Tidak ada langkah yang menunggunya.`
      : rich`${strong(person)} tidak aktif lagi. ${wording(figureText(places))} langkah yang menunggunya ditinjau kembali:`,
  moved: ({ document, step, successor }) =>
    successor === null
      ? rich`${named(document)} · ${step}: ${strong(wording('tidak ditemukan pengganti'))}`
      : rich`${named(document)} · ${step}: sekarang menunggu ${strong(successor)}`,
  moreMoved: (more) => rich`${figure(more)} lagi tidak ditampilkan di sini.`,
  leaverWhatNow: rich`Langkah tanpa pengganti perlu diberikan kepada seseorang. Ketik /approval-admin stuck untuk melihatnya.`,
  report: {
    lead: {
      reports: rich`${strong(wording('Laporan mingguan tim Anda'))}`,
      company: rich`${strong(wording('Laporan mingguan perusahaan'))}`,
    },
    week: (from, until) => rich`Dari ${when(from)} sampai ${when(until)}`,
    moved: (submitted, decided) => rich`${strong(figure(submitted))} diajukan, ${strong(figure(decided))} diputuskan`,
    open: (waiting, overdue) =>
      rich`${strong(figure(waiting))} menunggu saat ini, ${strong(figure(overdue))} terlambat`,
    median: (duration) => rich`${strong(wording(duration))} adalah median waktu untuk memutuskan satu langkah`,
    noneDecided: rich`Tidak ada langkah yang diputuskan.`,
    slowestTitle: 'Langkah paling lambat',
    slowest: (typeName, step, duration, count) =>
      rich`${strong(wording(duration))} · ${step} pada ${typeName} (${wording(figureText(count))} langkah)`,
    awaitedTitle: 'Yang ditunggu',
    awaited: (name, count, overdue) =>
      overdue === 0
        ? rich`${strong(figure(count))} · ${name}`
        : rich`${strong(figure(count))} · ${name}, ${wording(figureText(overdue))} di antaranya terlambat`,
  },
  buttons: { open: 'Buka', answer: 'Jawab', 'show-stuck': 'Lihat yang terhenti' },
  snooze: {
    menu: 'Ingatkan saya lagi…',
    choices: {
      'in-1-hour': 'Dalam 1 jam',
      'in-3-hours': 'Dalam 3 jam',
      tomorrow: 'Besok pagi',
      monday: 'Senin pagi berikutnya',
    },
    done: (until) => rich`Saya akan mengingatkan Anda pada ${when(until)}, jika saat itu masih menunggu Anda.`,
    waitsNoMore: rich`Ini tidak lagi menunggu Anda, jadi tidak ada yang perlu diingatkan.`,
  },
};

export const idSettings: SettingsWords = {
  title: 'Pengaturan',
  lead: rich`Kapan saya boleh menulis kepada Anda? Ini tentang pesan yang saya kirim sendiri, misalnya pengingat. Yang dilakukan orang lain, misalnya permintaan baru untuk Anda, langsung sampai kepada Anda.`,
  timeZone: (name) => rich`Semua waktu menurut zona waktu Anda, ${strong(name)}. Administrator dapat mengubahnya.`,
  fromLabel: 'Jangan ganggu mulai',
  toLabel: 'Jangan ganggu sampai',
  toHint: 'Jika tidak perlu waktu tenang, pilih jam yang sama dua kali.',
  daysLabel: 'Hari tenang',
  gatherLabel: 'Pengingat',
  gather: 'Kumpulkan dalam satu pesan sehari',
  digestLabel: 'Jam pesan itu',
  topicsLabel: 'Pesan yang Anda inginkan',
  topicsHint: 'Permintaan yang menunggu keputusan Anda tetap dikirim.',
  topics: {
    reminders: 'Pengingat tentang yang menunggu Anda',
    nudges: 'Pengaju yang meminta Anda agar tidak lupa',
    delegations: 'Mulai dan berakhirnya mewakili orang lain',
    reports: 'Laporan mingguan',
  },
  problems: {
    'no-time': 'Mohon pilih jam.',
    'every-day': 'Mohon sisakan setidaknya satu hari ketika saya boleh menulis kepada Anda.',
    'in-quiet-hours': 'Jam ini termasuk waktu tenang Anda. Mohon pilih jam lain.',
  },
  save: 'Simpan',
  saved: rich`Tersimpan. Mulai sekarang saya mengikutinya.`,
};

function reminder(item: WaitingItem, why: ReminderCause): Rich {
  const waits = rich`${named(item.document)} menunggu keputusan Anda${actingFor(item)}.`;
  switch (why.kind) {
    case 'nudge':
      return rich`${strong(why.by)} meminta Anda agar tidak lupa: ${waits}`;
    case 'snoozed':
      return rich`Anda minta diingatkan: ${waits}`;
    case 'rung':
      return rich`${strong(wording(nthReminder(why.nth)))}: ${waits}`;
  }
}

const votes = { approve: 'menyetujui', reject: 'menolak', return: 'mengembalikan' } as const;
const outcomes = {
  approved: 'disetujui',
  rejected: 'ditolak',
  returned: 'dikembalikan kepada pengajunya',
  cancelled: 'dibatalkan',
} as const;

function why(end: WaitingEnd): Rich {
  switch (end.kind) {
    case 'voted':
      return rich`: Anda sudah ${wording(votes[end.decision])}nya`;
    case 'decided':
      return end.by.length === 0 ? [] : rich`: ${people(shortNames(end.by))} sudah ${wording(votes[end.decision])}nya`;
    case 'expired':
      return rich`: tidak ada yang memutuskan tepat waktu, jadi templat ${wording(votes[end.decision])}nya`;
    case 'closed':
      return rich`: permintaan ini ${wording(outcomes[end.how])}`;
    case 'not-asked':
      return [];
  }
}

function nthReminder(nth: number): string {
  if (nth === 1) return 'Pengingat';
  return nth === 2 ? 'Pengingat kedua' : `Pengingat ke-${nth}`;
}

function actingFor({ forName }: WaitingItem): Rich {
  return forName === null ? [] : rich`, mewakili ${forName}`;
}

function named({ title, number }: NamedDocument): Rich {
  return rich`${strong(title)} (${number})`;
}

function when(at: Instant): Inline {
  return writtenWhen(at, { language: 'id', between: ' pukul ' });
}

function people({ names, more }: NameList): Rich {
  const all = names.map((name) => strong(name));
  return enumerate(more === 0 ? all : [...all, rich`${more} lainnya`], ', ', ' dan ');
}

function figure(number: number): Rich {
  return wording(figureText(number));
}

function figureText(number: number): string {
  return number.toLocaleString('id');
}
