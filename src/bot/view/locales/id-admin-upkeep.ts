import type { Instant } from '../../../engine/instant.js';
import type { UnablePerson } from '../../../engine/ports/radar.js';
import type { AdminJobsWords, AdminStuckWords } from '../admin/upkeep-words.js';
import { enumerate, type Inline, join, type Rich, rich, strong, wording, when as writtenWhen } from '../text.js';

export const idJobs: AdminJobsWords = {
  kinds: {
    document: 'Perencanaan kartu',
    card: 'Kartu',
    copy: 'Salinan yang tombolnya dihapus',
    notice: 'Pesan',
    claim: 'Pengakuan yang kedaluwarsa',
    rung: 'Tenggat langkah',
    deputies: 'Wakil pada permintaan',
    delegation: 'Pendelegasian yang mulai atau berakhir',
    leaver: 'Orang yang keluar',
    stale: 'Permintaan yang dikembalikan dan terbengkalai',
    reminders: 'Pengingat',
    report: 'Laporan mingguan',
    timetable: 'Pekerjaan rutin',
  },
  lead: rich`Yang harus dikerjakan di latar belakang, menurut jenisnya:`,
  nothingWaits: rich`Saat ini tidak ada yang harus dikerjakan di latar belakang.`,
  load: (kind, { due, held, later, failed, oldestDueAt }) => {
    const oldest = oldestDueAt === undefined ? [] : rich`, yang terlama sejak ${when(oldestDueAt)}`;
    const parts = [
      ...(due === 0 ? [] : [rich`${figure(due)} menunggu${oldest}`]),
      ...(held === 0 ? [] : [rich`${figure(held)} sedang dikerjakan`]),
      ...(later === 0 ? [] : [rich`${figure(later)} untuk nanti`]),
      ...(failed === 0 ? [] : [strong(rich`${figure(failed)} gagal`)]),
    ];
    return rich`${strong(wording(kind))}: ${join(parts, ' · ')}`;
  },
  failedTitle: 'Gagal',
  nothingFailed: rich`Tidak ada yang gagal.`,
  failed: (kind, document, person) =>
    join(
      [
        strong(wording(kind)),
        ...(document === null ? [] : [rich`${document}`]),
        ...(person === null ? [] : [rich`untuk ${person}`]),
      ],
      ' · ',
    ),
  failedAbout: (attempts, since, error) =>
    rich`Tertunda sejak ${when(since)}, sudah dicoba ${figure(attempts)} kali: ${error}`,
  retried: (count) => rich`${figure(count)} pekerjaan sekarang dicoba lagi.`,
  retriedNothing: rich`Tidak ada lagi yang perlu dicoba: sudah selesai, atau sedang dikerjakan.`,
  retryAll: {
    title: 'Coba lagi semuanya?',
    text: 'Semua yang gagal dicoba lagi sekarang. Yang penyebabnya masih ada akan gagal lagi.',
    yes: 'Coba lagi semua',
    no: 'Belum',
  },
};

const unable: Readonly<Record<UnablePerson['why'], string>> = {
  left: 'yang tidak aktif lagi',
  unreachable: 'yang tidak punya akun obrolan',
  'may-not-act': 'yang perannya tidak mengizinkan memutuskan',
};

function idle(why: UnablePerson['why']): string {
  return why === 'may-not-act' ? 'yang perannya tidak mengizinkan membuat permintaan' : unable[why];
}

export const idStuck: AdminStuckWords = {
  lead: rich`Permintaan berikut tidak dapat berlanjut dengan sendirinya. Yang paling lama terhenti tampil lebih dulu.`,
  nothing: rich`Tidak ada permintaan yang terhenti.`,
  document: (title, number, typeName) =>
    number === null ? rich`${strong(title)} · ${typeName}` : rich`${strong(title)} (${number}) · ${typeName}`,
  about: (submitter, since) => rich`Diajukan oleh ${submitter} · terhenti sejak ${when(since)}`,
  openPlace: (step) => rich`Tidak ditemukan penyetuju untuk ${strong(step)}.`,
  ruleFailed: (step, error) => rich`Syarat pada ${strong(step)} tidak dapat dievaluasi: ${error}`,
  unable: (step, people, more) => {
    const named = people.map(({ name, why }) => rich`${strong(name)}, ${wording(unable[why])}`);
    const rest = more === 0 ? [] : [wording(`${figureText(more)} orang lainnya`)];
    return rich`${strong(step)} menunggu ${enumerate([...named, ...rest], '; ', '; dan ')}.`;
  },
  noCompleter: (role) =>
    rich`Permintaan ini disetujui, tetapi tidak ada pemegang peran ${strong(role)} yang melaksanakannya.`,
  submitterUnable: ({ name, why }) => rich`Permintaan ini dikembalikan kepada ${strong(name)}, ${wording(idle(why))}.`,
  noAnswer: (step, { name, why }) =>
    rich`Waktu untuk ${strong(step)} berhenti sampai ada jawaban dari ${strong(name)}, ${wording(idle(why))}.`,
  undelivered: (person, error) => rich`Kartu untuk ${strong(person)} tidak sampai: ${error}`,
  fix: {
    openPlace: rich`Tempatkan seseorang pada langkah itu.`,
    ruleFailed: rich`Tempatkan seseorang pada langkah itu, dan perbaiki syaratnya dalam templat agar tidak terulang.`,
    unable: {
      left: rich`Tempatkan orang lain pada langkah itu sebagai pengganti.`,
      unreachable: rich`Tautkan akun obrolannya, atau tempatkan orang lain pada langkah itu sebagai pengganti.`,
      'may-not-act': rich`Berikan peran yang mengizinkannya memutuskan, atau tempatkan orang lain pada langkah itu sebagai pengganti.`,
      several: rich`Tempatkan orang-orang lain pada langkah itu sebagai pengganti.`,
    },
    noCompleter: (role) => rich`Berikan peran ${role} kepada seseorang.`,
    submitterUnable: {
      left: rich`Tidak ada orang lain yang dapat mengajukannya. Permintaan ini akan dibatalkan dengan sendirinya; siapa pun yang masih membutuhkannya dapat mengajukan yang baru.`,
      unreachable: rich`Tautkan akun obrolannya agar ia dapat mengajukannya lagi.`,
      'may-not-act': rich`Berikan peran yang mengizinkannya membuat permintaan agar ia dapat mengajukannya lagi.`,
    },
    noAnswer: {
      left: rich`Mintalah para penyetuju memutuskannya tanpa jawaban itu. Sementara ini tidak ada pengingat yang terkirim.`,
      unreachable: rich`Tautkan akun obrolannya agar ia dapat menjawab.`,
      'may-not-act': rich`Berikan peran yang mengizinkannya membuat permintaan agar ia dapat menjawab.`,
    },
    undelivered: rich`Pastikan orang itu ditautkan dengan akun obrolan yang benar, lalu coba lagi kartunya lewat /approval-admin jobs.`,
  },
};

function when(at: Instant): Inline {
  return writtenWhen(at, { language: 'id', between: ' pukul ' });
}

function figure(number: number): Rich {
  return wording(figureText(number));
}

function figureText(number: number): string {
  return number.toLocaleString('id');
}
