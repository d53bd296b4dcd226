import type { Done } from '../../../engine/answer.js';
import { CLAIM_DAYS, type ProfileFlaw } from '../../../engine/first-contact.js';
import type { FormField } from '../../../engine/form/field.js';
import type { Instant } from '../../../engine/instant.js';
import type { IdentityChange, IdentityNotice } from '../../../engine/notice.js';
import type { Permission } from '../../../engine/permission.js';
import type { FileRefusal } from '../../../engine/ports/files.js';
import type { ClaimEnd, KnownPerson, Obstacle } from '../../../engine/ports/identities.js';
import type { ListSection } from '../admin/subcommand.js';
import type {
  AdminAuditWords,
  AdminCompanyWords,
  AdminDefinitionWords,
  AdminReassignWords,
  AdminSimulateWords,
  AdminTrailWords,
  AdminUploadWords,
  AdminWords,
  NamedRung,
  NamedWho,
} from '../admin/words.js';
import type { FileWords } from '../file-words.js';
import type { FirstContactWords, OwnAccount } from '../first-contact-words.js';
import { VOTES_MAX, votersOf } from '../people.js';
import type { PolicyWords } from '../policy-words.js';
import { enumerate, type Inline, join, type Rich, rich, strong, wording, when as writtenWhen } from '../text.js';
import type {
  CardWords,
  ChangeFact,
  DoneContext,
  FormWords,
  NamedReason,
  NameList,
  OverviewWords,
  PreviewWords,
  StuckFact,
  VoteFact,
  Words,
} from '../words.js';
import { idJobs, idStuck } from './id-admin-upkeep.js';
import { idDelegate, idLaterCard, idLaterDone, idLaterRefusals, idLaterTrail, idStepForm } from './id-later.js';
import { idNotices, idSettings } from './id-notices.js';

/**
 * Bahasa Indonesia, addressing the reader politely as "Anda". Nouns have no plural and verbs no person, so a number or a
 * name never changes the words around it; "ia" is said of everybody.
 */

const permissions: Readonly<Record<Permission, string>> = {
  'document.create': 'membuat permintaan',
  'approval.act': 'memutuskan permintaan yang menunggu persetujuan',
  'document.read_all': 'membaca semua permintaan',
  'approval.unblock': 'diberi tahu tentang langkah yang terhenti',
  'approval.reassign': 'mengalihkan langkah kepada orang lain',
  'audit.read': 'membaca jejak audit',
  'audit.export': 'mengekspor jejak audit',
  'config.people': 'mengubah orang dan unit',
  'config.roles': 'mengubah peran dan pemegangnya',
  'config.types': 'mengubah jenis permintaan',
  'config.templates': 'mengubah templat',
  'config.policies': 'mengubah kebijakan',
  'config.calendars': 'mengubah kalender',
  'config.groups': 'mengubah grup',
  'people.confirm_identity': 'mengonfirmasi identitas seseorang',
  'jobs.manage': 'melihat dan mengulang pekerjaan sistem yang tertunda',
};

const votes = { approve: 'menyetujui', reject: 'menolak', return: 'mengembalikan' } as const;

const refusals: Words['refusals'] = {
  ...idLaterRefusals,
  'foreign-workspace': () =>
    rich`Anda masuk dari ruang kerja lain, dan hanya orang dari ruang kerja ini yang dapat bertindak di sini. Tidak ada yang diubah.`,
  'unknown-installation': () =>
    rich`Ruang kerja ini belum terhubung dengan perusahaan mana pun. Pengelola Countersign dapat menghubungkannya.`,
  'unknown-person': () =>
    rich`Saya belum mengenal Anda di sini. Silakan ketik /approvals, atau minta administrator menautkan akun obrolan Anda.`,
  'inactive-person': () =>
    rich`Akun Anda dinonaktifkan, jadi tidak ada yang diubah. Administrator dapat mengaktifkannya kembali.`,
  'no-permission': ({ permission }) =>
    rich`Tidak satu pun peran Anda mengizinkan Anda ${wording(permissions[permission])}. Administrator dapat memberikan peran itu.`,
  'no-such-type': ({ typeKey }) =>
    rich`Jenis permintaan “${typeKey}” sudah tidak ada. Ketik /submit untuk melihat jenis yang tersedia.`,
  'no-such-document': () =>
    rich`Permintaan itu tidak ada. Mohon periksa nomornya; /approvals menampilkan permintaan Anda.`,
  'own-document': () =>
    rich`Ini permintaan Anda sendiri, jadi orang lain yang memutuskannya. Anda dapat memantaunya dengan /approvals.`,
  'put-oneself': ({ how }) =>
    how === 'reassigned'
      ? rich`Anda menempatkan diri sendiri pada langkah ini, jadi orang lain yang harus memutuskannya. Keputusan Anda tidak dicatat.`
      : rich`Anda menulis definisi yang membawa langkah ini kepada Anda, jadi orang lain yang harus memutuskannya. Keputusan Anda tidak dicatat.`,
  'not-the-submitter': (_refusal, { name }) =>
    rich`Hanya pengaju yang dapat mengubah atau membatalkan ${named(name, 'permintaan ini')}. Tidak ada yang diubah.`,
  'not-the-completer': ({ role }) =>
    role === null
      ? rich`Permintaan jenis ini tidak ditandai selesai oleh siapa pun. Tidak ada yang diubah.`
      : rich`Hanya pemegang peran ${role} yang menandai permintaan ini selesai. Tidak ada yang diubah.`,
  'wrong-status': ({ status, since }, { name, isSubmitter, isLapsed }) => {
    const at = since === null ? [] : rich` pada ${when(since)}`;
    const it = named(name);
    switch (status) {
      case 'draft':
        return rich`${it} masih berupa draf. Pengaju harus mengajukannya terlebih dahulu.`;
      case 'pending':
        return rich`${it} sudah diajukan${at} dan sedang diputuskan, jadi ini tidak dapat dilakukan sekarang. Permintaan masih dapat dibatalkan.`;
      case 'approved':
        return rich`${it} sudah disetujui${at}. Tidak ada lagi yang perlu diputuskan.`;
      case 'rejected':
        return rich`${it} sudah ditolak${at}. ${wording(isSubmitter ? 'Anda dapat membuat permintaan baru dengan /submit.' : 'Tidak ada lagi yang perlu diputuskan.')}`;
      case 'returned':
        return rich`${it} sudah dikembalikan kepada pengaju${at}. Permintaan dapat diputuskan lagi setelah diajukan kembali.`;
      case 'cancelled':
        if (isLapsed)
          return rich`${it} sudah dibatalkan${at}, karena tidak dikerjakan lagi. ${wording(isSubmitter ? 'Anda dapat membuat permintaan baru dengan /submit.' : 'Keputusan Anda tidak dicatat.')}`;
        return isSubmitter
          ? rich`${it} sudah Anda batalkan${at}, jadi tidak dapat diubah lagi. Anda dapat membuat permintaan baru dengan /submit.`
          : rich`${it} sudah dibatalkan oleh pengaju${at}, jadi keputusan Anda tidak dicatat.`;
      case 'completed':
        return rich`${it} sudah selesai${at}. Tidak ada lagi yang perlu diputuskan.`;
    }
  },
  stale: ({ round }, { name, changed }) =>
    changed.length > 0
      ? rich`${named(name)} berubah setelah Anda melihatnya: ${list(changed)}. Keputusan Anda tidak dicatat. Mohon lihat lagi, lalu putuskan.`
      : rich`${named(name)} sudah diajukan lagi (putaran ${round}). Keputusan Anda tidak dicatat. Silakan pakai kartu terbaru.`,
  'no-such-step': (_refusal, { name }) =>
    rich`Langkah ini bukan lagi bagian dari ${named(name, 'permintaan ini')}. Silakan pakai kartu terbaru, atau /approvals.`,
  'not-an-approver': ({ step }) => rich`Anda bukan penyetuju pada “${step}”, jadi keputusan Anda tidak dicatat.`,
  'step-not-open': ({ step }) => rich`“${step}” belum dibuka. Anda akan menerima kartu saat tiba giliran Anda.`,
  'step-closed': ({ step, at }) =>
    at === null
      ? rich`“${step}” sudah diputuskan oleh orang lain, jadi keputusan Anda tidak diperlukan lagi.`
      : rich`“${step}” sudah diputuskan oleh orang lain pada ${when(at)}, jadi keputusan Anda tidak diperlukan lagi.`,
  'reason-required': () => rich`Mohon berikan alasan. Pengaju akan membacanya.`,
  'comment-too-long': ({ chars, charsMax }) =>
    rich`Panjangnya ${wording(count(chars))} karakter, sedangkan batasnya ${wording(count(charsMax))}. Mohon dipersingkat.`,
  'attachment-required': () =>
    rich`Berkas wajib dilampirkan di sini. Mohon lampirkan, lalu ajukan lagi. Isian Anda tidak hilang.`,
  'rule-failed': ({ where, error }) =>
    rich`Aturan pada ${strong(where)} tidak dapat dievaluasi, jadi tidak ada yang diajukan: ${error} Draf Anda tersimpan; mohon beri tahu administrator.`,
  'unable-person': ({ why }) => {
    switch (why) {
      case 'inactive':
        return rich`Orang itu tidak aktif, jadi tidak dapat memutuskan. Silakan pilih orang lain.`;
      case 'may-not-act':
        return rich`Tidak satu pun peran orang itu mengizinkannya memutuskan permintaan. Silakan pilih orang lain, atau minta administrator memberikan peran itu.`;
      case 'submitter':
        return rich`Pengaju tidak dapat memutuskan permintaannya sendiri. Silakan pilih orang lain.`;
      case 'asked':
        return rich`Orang itu sudah menjadi penyetuju pada langkah ini. Silakan pilih orang lain.`;
      case 'author':
        return rich`Orang itu menulis definisi yang membentuk alur ini, jadi tidak dapat memutuskan menurutnya. Silakan pilih orang lain.`;
      case 'oneself':
        return rich`Tidak seorang pun dapat menempatkan diri sendiri pada suatu langkah. Silakan pilih orang lain.`;
      case 'chose-approver':
        return rich`Orang itu sendiri yang menempatkan Anda pada langkah ini, jadi tidak dapat memutuskannya. Silakan pilih orang lain.`;
      case 'no-place':
        return rich`Tidak ada tempat kosong pada langkah ini. Mohon sebutkan tempat siapa yang digantikan.`;
      case 'given-enough':
        return rich`Anda sudah memberikan langkah ini kepada lima orang, dan itu batasnya. Salah satu dari mereka dapat memutuskan, begitu pula Anda.`;
      case 'no-answer':
        return rich`Pengaju sudah tidak aktif, jadi tidak ada yang dapat menjawab. Silakan putuskan tanpa bertanya.`;
    }
  },
  'invalid-form': () => rich`Beberapa jawaban perlu diperiksa lagi. Isian Anda tidak hilang.`,
  'no-template': () =>
    rich`Alur persetujuan untuk ini belum disiapkan, jadi tetap menjadi draf. Mohon beri tahu administrator, lalu ajukan dari /approvals.`,
  'route-changed': () =>
    rich`Alurnya baru saja berubah, jadi tidak ada yang diajukan. Mohon lihat alur yang baru, lalu ajukan lagi.`,
  'something-wrong': () =>
    rich`Ada gangguan di pihak kami. Silakan coba lagi: klik yang sama tidak pernah dihitung dua kali.`,
};

const done: Words['done'] = {
  ...idLaterDone,
  create: () => rich`Tersimpan sebagai draf.`,
  edit: () => rich`Tersimpan.`,
  submit: ({ status }, { name, asked, stuck }) => {
    if (status === 'rejected')
      return rich`${strong(name)} ditolak oleh suatu aturan; kartu Anda menjelaskan sebabnya. Tidak ada yang dimintai persetujuan.`;
    const now = asked.names.length === 0 ? [] : rich` Kini dimintai persetujuan: ${people(asked)}.`;
    if (stuck.length > 0) return rich`${strong(name)} sudah diajukan.${now} ${join(stuck.map(stuckLine), ' ')}`;
    return rich`${strong(name)} sudah diajukan.${now} Anda akan menerima pesan setelah diputuskan.`;
  },
  cancel: ({ number }, { name }) =>
    number === null
      ? rich`Draf Anda ${strong(name)} sudah dihapus.`
      : rich`${strong(name)} sudah dibatalkan. Semua penyetuju dapat melihatnya.`,
  delete: (_answer, { name }) => rich`Draf Anda ${strong(name)} sudah dihapus.`,
  complete: (_answer, { name }) => rich`${strong(name)} sudah selesai.`,
  reassign: (_answer, { name, step = '' }) =>
    rich`${strong(step)} pada ${strong(name)} sudah dialihkan. Semua orang pada langkah itu melihatnya.`,
  approve: (answer, about) =>
    rich`Anda menyetujui ${strong(about.name)}${behalf(about)}. ${afterApproval(answer, about)}`,
  reject: ({ stepOutcome }, about) =>
    stepOutcome === 'rejected'
      ? rich`Anda menolak ${strong(about.name)}${behalf(about)}. ${about.submitter} menerima pesan dengan alasan Anda.`
      : rich`Anda menolak ${strong(about.name)}${behalf(about)}. Penyetuju lain pada langkah ini masih diminta memutuskan.`,
  return: (_answer, about) =>
    rich`Anda mengembalikan ${strong(about.name)}${behalf(about)}. ${about.submitter} menerima pesan dengan alasan Anda dan dapat mengajukannya lagi.`,
};

const policy: PolicyWords = {
  quota: ({ policy: name, unit, year, limit, carried, spent, held, moved, asked, left, leftAfter, isPast }) => {
    const parts = [
      `${limit} per tahun`,
      ...(carried === undefined ? [] : [`+ ${carried} terbawa dari tahun sebelumnya`]),
      `− ${spent} terpakai`,
      ...(held === undefined ? [] : [`− ${held} menunggu keputusan`]),
      ...(moved === undefined ? [] : [`− ${moved} sudah diambil untuk tahun berikutnya`]),
    ];
    const rule = rich`${strong(name)} ${wording(String(year))}`;
    const then = isPast ? 'saat diajukan: ' : '';
    const sum = rich`${wording(`${then}${parts.join(' ')}`)} = ${left} ${unit}`;
    return leftAfter === undefined
      ? rich`${rule}: diminta ${asked}, padahal hanya tersisa ${left} (${sum}).`
      : rich`${rule}: diminta ${asked}, sesudahnya tersisa ${leftAfter} (${sum}).`;
  },
  threshold: (amount, above, step) => rich`${strong(step)} termasuk dalam alur karena ${amount} melebihi ${above}.`,
  notice: (name, days, earliest) =>
    rich`${strong(name)}: perlu diajukan ${days} hari sebelumnya, jadi hari pertama yang mungkin adalah ${earliest}.`,
  blackout: (name, from, to, why) => rich`${strong(name)}: tidak dapat dari ${from} sampai ${to} (${why}).`,
  overlap: (name, number, from, to) => rich`${strong(name)}: bertumpang tindih dengan ${number}, ${from} sampai ${to}.`,
  message: (name, text, step) =>
    step === null ? rich`${strong(name)}: ${text}` : rich`${strong(step)} termasuk dalam alur: ${text}`,
  wouldReject: rich`Dengan isi seperti ini, permintaan langsung ditolak begitu Anda mengajukannya:`,
  rejected: (at) =>
    rich`${strong(wording('Ditolak oleh suatu aturan'))}${onDay(at)}. Tidak ada yang dimintai persetujuan.`,
};

const card: CardWords = {
  ...idLaterCard,
  asksYou: (submitter, title) => rich`${strong(submitter)} meminta persetujuan Anda: ${strong(title)}`,
  youAreAsked: (step, reasons) => rich`Anda diminta memutuskan ${strong(step)} ${all(reasons)}.`,
  rule: (approveWhen, count) => {
    if (count < 2) return [];
    switch (approveWhen) {
      case 'any':
        return rich`Satu persetujuan sudah cukup.`;
      case 'all':
        return count === 2 ? rich`Keduanya harus menyetujui.` : rich`Semua ${count} orang harus menyetujui.`;
    }
  },
  you: 'Anda',
  youVoted: ({ decision, at, comment, onBehalfOf }, step) =>
    rich`Anda ${wording(votes[decision])} ini pada langkah ${strong(step)}${onBehalfOf === undefined ? '' : rich` mewakili ${onBehalfOf}`}, ${when(at)}${comment === null ? '' : rich`: “${comment}”`}`,
  voted,
  closedWithoutYou: (step, decided, at) =>
    decided.length > 0
      ? rich`Keputusan Anda pada ${strong(step)} tidak diperlukan lagi: ${votesText(decided)}`
      : rich`Keputusan Anda pada ${strong(step)} tidak diperlukan lagi${at === null ? '' : rich`, sejak ${when(at)}`}.`,
  requestOf: (submitter, title) => rich`${strong(submitter)} mengajukan ${strong(title)}`,
  toComplete: (submitter, title) =>
    rich`Sudah disetujui, dan Anda yang melaksanakannya untuk ${strong(submitter)}: ${strong(title)}. Tandai selesai setelah dilaksanakan.`,
  yourRequest: (title) => rich`Anda mengajukan ${strong(title)}`,
  waitingFor: (names) => rich`Menunggu ${people(names)}.`,
  approved: (at, by) =>
    rich`${strong(wording('Disetujui'))}${onDay(at)}${by.length === 0 ? '' : rich` oleh ${voters(by)}`}.`,
  rejected: (at, by) => rich`${strong(wording('Ditolak'))}${onDay(at)}${byVotes(by)}`,
  returned: (at, by) => rich`${strong(wording('Dikembalikan'))}${onDay(at)}${byVotes(by)}`,
  cancelled: (at, submitter) =>
    rich`${strong(wording('Dibatalkan'))}${onDay(at)}${submitter === undefined ? '' : rich` oleh ${submitter}`}.`,
  completed: (at, by) => rich`${strong(wording('Selesai'))}${onDay(at)}${by === undefined ? '' : rich` oleh ${by}`}.`,
  draft: rich`Ini masih draf. Tidak ada yang dimintai persetujuan sebelum Anda mengajukannya.`,
  draftOf: (title) => rich`Draf: ${strong(title)}`,
  whatNowReturned: rich`Silakan ubah dan ajukan lagi, atau batalkan.`,
  whatNowReturnedElsewhere: rich`Tombol untuk mengubah atau membatalkannya ada pada pesan yang lebih baru di bawah.`,
  whatNowRejected: rich`Anda dapat membuat permintaan baru dengan /submit.`,
  whatNowStuck: rich`Administrator dapat menempatkan orang lain di sana. Setelah tempat itu terisi, Anda juga dapat membatalkan permintaan ini dan mengajukan yang baru.`,
  yoursChangedSinceDecided: rich`Anda sudah mengubahnya sejak itu dan belum mengajukannya. Keputusan di atas berlaku untuk versi sebelumnya.`,
  submittedAgain: ({ round, votes: returns, isOwn }) => {
    const [vote] = returns;
    const who = isOwn ? rich`Anda` : voters(returns);
    const after = vote === undefined ? [] : rich` setelah dikembalikan oleh ${who}`;
    const why = returns.length === 1 && vote?.comment ? rich` (“${vote.comment}”)` : [];
    return rich`${strong(rich`Putaran ${round}`)}: diajukan lagi${after}${why}.`;
  },
  changedSinceRound: (round, changes, more) =>
    changes.length === 0
      ? rich`Tidak ada isi yang berubah sejak putaran ${round}.`
      : rich`Berubah sejak putaran ${round}: ${join([...changes.map(change), ...(more === 0 ? [] : [rich`${more} lainnya`])], '; ')}.`,
  changedSinceDecided: (submitter) =>
    rich`${submitter} sedang mengubahnya; Anda akan diminta memutuskan lagi jika permintaan ini kembali kepada Anda.`,
  round: (round) => rich`Putaran ${round}`,
  formerRound: (round, number, hasNewer) =>
    hasNewer
      ? rich`Ini putaran ${round}. ${number} sudah diajukan lagi: silakan pakai kartu yang lebih baru di bawah.`
      : rich`Ini putaran ${round}. ${number} sudah diajukan lagi dan saat ini tidak memerlukan Anda.`,
  formerRoundOfYours: (round) => rich`Ini putaran ${round}; sejak itu Anda sudah mengajukannya lagi.`,
  submittedAt: (at) => rich`Diajukan pada ${when(at)}.`,
  stuckState: stuckLine,
  stuck: (step, submitter) =>
    rich`${strong(step)} untuk ${submitter} tidak dapat diselesaikan: orang yang keputusannya diperlukan tidak ada, tidak aktif, atau belum pernah memakai bot.`,
  stuckWayOut: (submitter) =>
    rich`Tempatkan seseorang di sana dengan /approval-admin, atau berikan kepada seseorang peran atau tempat yang diminta langkah itu; setelah itu ${submitter} dapat membatalkan permintaan ini dan mengajukan yang baru.`,
  notHereYet: (names) =>
    rich`Belum memakai bot: ${people(names)}. Orang yang diminta memutuskan cukup mengirim satu pesan ke bot agar melihat permintaan ini.`,
  noLongerStuck: (step) => rich`${strong(step)} tidak memerlukan bantuan lagi.`,
  step: (name, state, at) => rich`${strong(name)} · ${wording(state)}${at === null ? '' : rich` pada ${when(at)}`}`,
  because: (text) => rich` · ${text}`,
  due: (at) => rich` · tenggat ${when(at)}`,
  ruleFailed: (step, error) => rich`Syarat ${strong(step)} tidak dapat dievaluasi: ${error}`,
  completeTitle: 'Tandai selesai?',
  completeText: (name) => `${name} sudah dilaksanakan. Pengaju akan melihatnya.`,
  waits: (name) => rich`${name} · menunggu`,
  inactive: (person) => rich`${person} · tidak aktif`,
  unreachable: (person) => rich`${person} · belum pernah memakai bot`,
  openPlaces: (places) =>
    rich`tidak ada orang yang ditemukan untuk ${wording(places === 1 ? 'satu' : count(places))} tempat`,
  notNeeded: (name) => rich`${name} · tidak perlu memutuskan lagi`,
  asked: (name, reasons) => rich`${strong(name)}, ${all(reasons)}`,
  progress: 'Perkembangan',
  andMore: (more) => rich`… dan ${more} lainnya`,
  shortened: (number) => rich`Dipersingkat di sini. /approvals ${number} menampilkan semuanya.`,
  cancelTitle: 'Batalkan permintaan ini?',
  cancelText: (name) => `${name} berakhir di sini. Semua penyetuju akan melihat bahwa Anda membatalkannya.`,
  discardTitle: 'Hapus draf ini?',
  discardText: 'Hanya Anda yang pernah melihatnya. Draf ini tidak dapat dipulihkan.',
  disarmed: rich`Kartu ini sudah usang. Silakan pakai yang lebih baru, atau ketik /approvals.`,
  fallback: {
    asked: (submitter, title, number) => rich`${submitter} meminta persetujuan Anda: ${title} (${number})`,
    askedFor: (submitter, principal, title, number) =>
      rich`${submitter} meminta persetujuan yang dapat Anda berikan mewakili ${principal}: ${title} (${number})`,
    approver: (number, status) => rich`${number}: ${wording(status)}`,
    toComplete: (submitter, title, number) =>
      rich`Sudah disetujui, untuk dilaksanakan bagi ${submitter}: ${title} (${number})`,
    submitter: (number, status) => rich`Permintaan Anda ${number}: ${wording(status)}`,
    outcome: (number, status) => rich`Permintaan Anda ${number} sudah ${wording(status.toLowerCase())}`,
    stuck: (number, step) => rich`${number} terhenti: tidak ada yang dapat memutuskan ${step}`,
  },
};

const fieldErrors: Words['fieldErrors'] = {
  required: () => 'Mohon isi bagian ini.',
  'too-short': ({ min }) => `Mohon tulis minimal ${count(min)} karakter.`,
  'too-long': ({ max }) => `Mohon persingkat menjadi maksimal ${count(max)} karakter.`,
  'not-a-number': ({ example, mistake }) => {
    if (mistake === 'comma') return `Mohon tulis desimal dengan titik dan ribuan tanpa tanda, misalnya ${example}.`;
    if (mistake === 'sign') return `Mohon tulis jumlah tanpa lambang mata uang, misalnya ${example}.`;
    return `Mohon tulis angka, misalnya ${example}. Titik dibaca sebagai tanda desimal.`;
  },
  'not-whole': () => 'Mohon tulis bilangan bulat tanpa titik dan tanpa desimal, misalnya 1500.',
  'too-small': ({ min, currency }) => `Mohon isi ${amount(min, currency)} atau lebih.`,
  'too-large': ({ max, currency }) =>
    max === undefined ? 'Jumlah ini terlalu besar.' : `Mohon isi ${amount(max, currency)} atau kurang.`,
  'too-many-decimals': ({ currency, decimals }) => {
    const most = decimals === 0 ? 'tidak memakai desimal' : `memakai maksimal ${decimals} desimal`;
    const subject = currency === undefined ? 'Angka ini' : String(currency);
    return `${subject} ${most}. Titik dibaca sebagai tanda desimal; tulis ribuan tanpa titik.`;
  },
  negative: () => 'Mohon tulis jumlah yang tidak kurang dari nol.',
  'unknown-currency': ({ known }) => `Mohon pilih mata uang: ${known}.`,
  'not-a-date': () => 'Mohon pilih tanggal.',
  'too-early': ({ min }) => `Mohon pilih ${day(min)} atau sesudahnya.`,
  'too-late': ({ max }) => `Mohon pilih ${day(max)} atau sebelumnya.`,
  'end-before-start': () => 'Mohon pilih hari terakhir yang tidak mendahului hari pertama.',
  'not-a-time': () => 'Mohon pilih jam.',
  'not-a-moment': () => 'Mohon pilih tanggal dan jam.',
  'not-an-option': () => 'Mohon pilih salah satu pilihan.',
  'too-few': ({ min }) => `Mohon pilih minimal ${count(min)}.`,
  'too-many': ({ max }) => `Mohon pilih maksimal ${count(max)}.`,
  'wrong-pattern': ({ help }) => (help === undefined ? 'Mohon tulis dalam bentuk yang diminta.' : String(help)),
  'unknown-person': () =>
    'Orang ini tidak dikenal di sini. Silakan pilih orang lain, atau minta administrator menambahkannya.',
  'inactive-person': () => 'Orang ini sudah tidak aktif di sini. Silakan pilih orang lain.',
  'not-an-email': () => 'Mohon tulis alamat email, misalnya ana@example.com.',
  'not-a-url': () => 'Mohon tulis alamat halaman yang lengkap, misalnya https://example.com/page.',
  'too-many-files': ({ max }) => `Mohon lampirkan maksimal ${count(max)} berkas.`,
  'too-large-file': ({ name, bytesMax }) =>
    `${name} terlalu besar. Mohon lampirkan berkas maksimal ${megabytes(bytesMax)}.`,
  'rule-failed': ({ error }) => `Ini tidak dapat dihitung (${error}). Mohon beri tahu administrator.`,
  'unknown-field': () => 'Formulir sudah berubah. Mohon isi lagi bagian ini.',
};

const form: FormWords = {
  chooseTitle: 'Permintaan baru',
  chooseLabel: 'Apa yang ingin Anda ajukan?',
  noSuchType: (typed) => rich`Tidak ada jenis permintaan “${typed}”. Silakan pilih salah satu berikut ini.`,
  noTypes: rich`Belum ada yang dapat diajukan: jenis permintaan belum disiapkan. Administrator dapat menambahkannya.`,
  moreTypes: (more) => rich`${more} jenis lain tidak ditampilkan; ketik /submit dengan nama jenis yang Anda cari.`,
  currency: 'Mata uang',
  choose: 'Pilih',
  chooseDay: 'Pilih tanggal',
  chooseTime: 'Pilih jam',
  changedMeanwhile: rich`Formulir ini baru saja berubah. Mohon periksa jawaban Anda, lalu lanjutkan.`,
  changedElsewhere: rich`Permintaan ini baru saja diubah di tempat lain. Jawaban Anda masih ada di sini; jika dilanjutkan, perubahan yang lain itu digantikan.`,
  answersKept: rich`Tidak ada yang disimpan. Tulisan Anda masih ada setelah ini ditutup.`,
  reasonKept: rich`Setelah ini ditutup, tulisan Anda masih dapat disalin, tetapi tidak dapat dikirim lagi.`,
  help: [
    rich`${strong(wording('/submit'))} memulai permintaan. Dengan nama di belakangnya, formulir itu langsung terbuka.`,
    rich`${strong(wording('/approvals'))} menampilkan apa yang menunggu Anda dan apa yang Anda ajukan. Dengan nomor di belakangnya, misalnya PR-2026-0001 atau cukup 1, permintaan itu terbuka.`,
    rich`${strong(wording('/approvals pengaturan'))} untuk memilih pesan yang Anda terima dan waktunya.`,
    rich`${strong(wording('/delegate'))} memungkinkan orang lain memutuskan mewakili Anda selama Anda pergi.`,
  ],
  outdated: rich`Sebagian jawaban Anda sudah tidak sesuai. Mohon periksa, lalu lanjutkan.`,
  problems: (problems) =>
    rich`Mohon periksa lagi. ${join(
      problems.map(({ label, problem }) => rich`${strong(label)}: ${problem}`),
      ' ',
    )}`,
  page: (page, pages) => `Halaman ${page} dari ${pages}`,
  moreToAnswer: rich`Dengan jawaban ini, masih ada sedikit lagi yang perlu diisi di bawah.`,
  pagesLost: rich`Isian Anda di halaman sebelumnya tidak ditemukan lagi. Mohon periksa semua halaman.`,
  computed: (label, value) => rich`${strong(label)}  ${value}`,
  rangeFrom: (label) => `${label}: hari pertama`,
  rangeTo: (label) => `${label}: hari terakhir`,
  begunTitle: rich`Formulir ini pernah Anda mulai dan belum dikirim:`,
  begun: (type, title, at) =>
    title === undefined ? rich`${strong(type)} · ${when(at)}` : rich`${strong(type)} · ${title} · ${when(at)}`,
  moreBegun: (more) => rich`… dan ${more} lainnya, yang ditampilkan setelah yang di atas dikirim atau dibuang.`,
  continued: rich`Inilah isian Anda sebelumnya. Formulir ini belum dikirim.`,
  counts: (min, max) => {
    if (min !== undefined && max !== undefined) return `Pilih ${count(min)} sampai ${count(max)}.`;
    if (min !== undefined) return `Pilih minimal ${count(min)}.`;
    return max === undefined ? undefined : `Pilih maksimal ${count(max)}.`;
  },
  filesHint: (max, size, accepted) => {
    const files = max === 1 ? `Satu berkas, maksimal ${size}` : `Hingga ${max} berkas, masing-masing maksimal ${size}`;
    return accepted === undefined ? `${files}.` : `${files}: ${accepted}.`;
  },
  keptFiles: (label) => `${label}: berkas terlampir`,
  keptFilesHint: 'Hapus centang untuk membuang berkas.',
  attachFile: 'Mohon lampirkan berkas.',
  checkingTitle: 'Memeriksa berkas',
  checking: rich`Berkas Anda sedang diperiksa… Ini memerlukan beberapa detik. Isian Anda tetap tersimpan.`,
  fileRefused: (name, refusal) =>
    rich`${name === '' ? wording('Salah satu berkas') : strong(name)} tidak diterima: ${whyNotTaken(refusal)}`,
  sameFile: (name, kept) => rich`${strong(name)} isinya sama dengan ${strong(kept)}; hanya satu yang dilampirkan.`,
  limits: (min, max) => {
    if (min !== undefined && max !== undefined) return `Dari ${min} sampai ${max}.`;
    if (min !== undefined) return `Minimal ${min}.`;
    return max === undefined ? undefined : `Maksimal ${max}.`;
  },
  whenLimits: (min, max) => {
    if (min !== undefined && max !== undefined) return `Dari ${min} sampai ${max}.`;
    if (min !== undefined) return `Tidak sebelum ${min}.`;
    return max === undefined ? undefined : `Tidak sesudah ${max}.`;
  },
  reasonTitles: { approve: 'Setujui dengan komentar', reject: 'Tolak', return: 'Kembalikan' },
  reasonLabels: { approve: 'Komentar', reject: 'Alasan', return: 'Apa yang perlu diubah?' },
  reasonHint: {
    approve: 'Semua orang yang dapat melihat permintaan ini dapat membacanya.',
    reject: 'Pengaju dan semua orang yang dapat melihat permintaan ini dapat membacanya.',
    return: 'Pengaju dapat mengubah permintaan dan mengajukannya lagi.',
  },
  reasonAbout: (name, title, submitter) => rich`${strong(name)} · ${title} · diajukan oleh ${submitter}`,
};

const preview: PreviewWords = {
  title: 'Periksa dan ajukan',
  leadFor: (status) =>
    status === 'returned'
      ? rich`Perubahan Anda tersimpan. Tidak ada yang dimintai persetujuan sebelum Anda mengajukannya lagi.`
      : rich`Tersimpan sebagai draf. Tidak ada yang dimintai persetujuan sebelum Anda mengajukannya.`,
  stuckAhead: (steps) =>
    rich`Tidak ada orang yang ditemukan untuk ${people(steps)}, jadi permintaan ini akan terhenti di sana. Mohon minta administrator mengisi tempat itu sebelum Anda mengajukan.`,
  content: 'Permintaan Anda',
  route: 'Siapa yang dimintai persetujuan',
  expected: (at) => rich`Diputuskan paling lambat ${when(at)} jika setiap orang memakai seluruh waktunya.`,
  leadRejected: rich`Tersimpan sebagai draf. Silakan ubah, atau ajukan agar penolakannya tercatat.`,
  routeChanged: rich`Alurnya baru saja berubah. Inilah alur yang baru; belum ada yang diajukan.`,
  contentChanged: rich`Permintaan ini diubah di tempat lain. Inilah isi terbarunya; belum ada yang diajukan.`,
  atTheSameTime: rich`Pada saat yang sama:`,
  nobody: rich`tidak ada orang yang ditemukan`,
  doneTitle: 'Selesai',
  answerTitle: 'Countersign',
};

const overview: OverviewWords = {
  title: 'Persetujuan',
  waiting: 'Menunggu Anda',
  requested: 'Yang Anda ajukan',
  nothingWaits: rich`Tidak ada yang menunggu Anda.`,
  nothingRequested: rich`Belum ada. Ketik /submit untuk mengajukan sesuatu.`,
  line: (title, number, type) => rich`${strong(title)} · ${number ?? type}`,
  askedBy: (submitter, at, principal) =>
    principal === undefined
      ? rich`${submitter} · ${when(at)}`
      : rich`${submitter} · ${when(at)} · mewakili ${principal}`,
  toComplete: (submitter, at) => rich`${submitter} · disetujui ${when(at)} · perlu dilaksanakan`,
  state: (status, stepsDone, stepsTotal, at) => {
    const steps = stepsTotal === 0 ? [] : rich` · ${stepsDone} dari ${stepsTotal} langkah`;
    return rich`${wording(status)}${steps} · ${when(at)}`;
  },
  history: 'Putaran sebelumnya',
  historyRound: (round, isChangedSince) =>
    isChangedSince ? rich`Putaran ${round} · tentang isi sebelum diubah` : rich`Putaran ${round}`,
  stuck: 'Terhenti',
  heading: (title, total, isMore) => (total === 0 ? title : `${title} (${total}${isMore ? '+' : ''})`),
  notFound: (typed) =>
    rich`Permintaan itu tidak ada: “${typed}”. Mohon periksa nomornya; /approvals menampilkan permintaan Anda.`,
  severalFound: (typed, numbers) =>
    rich`“${typed}” dapat berarti beberapa permintaan: ${list(numbers)}. Mohon ketik nomornya secara lengkap.`,
};

const files: FileWords = {
  open: (name) => `Buka ${name}`,
  ready: (name) =>
    rich`Tautan pribadi Anda ke ${strong(name)}. Tautan ini berlaku 10 menit, di peramban yang pertama membukanya; sesudah itu mintalah yang baru di sini.`,
  noAddress: rich`Berkas belum dapat dibuka dari sini, karena saya belum tahu di alamat mana peramban dapat menjangkau saya. Mohon minta pengelola Countersign mengisi PUBLIC_URL.`,
  gone: rich`Berkas ini bukan lagi bagian dari permintaan. Silakan lihat kartu terbarunya, atau /approvals.`,
  linkTitle: 'Buka berkas',
  page: {
    language: 'id',
    open: 'Buka',
    explain: 'Ini salinan yang disimpan Countersign. Salinan ini disimpan ke folder unduhan Anda.',
    deadTitle: 'Tautan ini tidak berlaku lagi',
    dead: 'Tautan ini tidak berlaku lagi; mintalah yang baru dari kartunya.',
    damagedTitle: 'Berkas ini tidak dapat dibuka',
    damaged: 'Salinan yang tersimpan tidak ada, atau bukan yang diajukan. Mohon beri tahu pengelola Countersign.',
  },
};

const firstContact: FirstContactWords = {
  question: (email, person) =>
    rich`Kita belum pernah bertemu di sini. Menurut Slack, alamat email Anda adalah ${email}. Apakah Anda ${described(person)}?`,
  yes: 'Ya, itu saya',
  no: 'Bukan',
  flaw,
  obstacle,
  notMe: (account) =>
    rich`Kalau begitu saya tidak tahu siapa Anda, dan tidak ada yang ditautkan. ${askToBeLinked(account)}`,
  linked: (name) => rich`Akun Slack Anda kini ditautkan dengan ${strong(name)}.`,
  wasLinked: (name) => rich`Akun Slack Anda sudah ditautkan dengan ${strong(name)}.`,
  again: ({ name, text }, carriesOn) =>
    carriesOn
      ? rich`Jika tidak ada yang terbuka, ketik lagi ${strong(typed(name, text))}.`
      : rich`Silakan ketik lagi ${strong(typed(name, text))}.`,
  clickAgain: rich`Silakan klik lagi tombol yang Anda inginkan.`,
  typeAgain: rich`Silakan ketik /approvals untuk melanjutkan.`,
  notice,
  confirm: 'Konfirmasi',
  decline: 'Tolak',
  confirmation: (name) => ({
    title: 'Benar orangnya?',
    text: `Sejak itu akun ini bertindak sebagai ${name} dan boleh melakukan semua yang boleh dilakukan ${name}. Tanyakan dahulu kepada yang bersangkutan lewat jalan lain.`,
    yes: 'Konfirmasi',
    no: 'Belum',
  }),
  declining: (name) => ({
    title: 'Tolak?',
    text: `Akun ini tidak ditautkan dengan ${name}. Akun ini dapat meminta lagi setelah ${CLAIM_DAYS} hari.`,
    yes: 'Tolak',
    no: 'Belum',
  }),
  ended,
  ownClaim: rich`Ini tentang Anda sendiri, jadi administrator lain yang harus mengonfirmasinya. Tidak ada yang diubah.`,
  noSuchClaim: rich`Tidak ada lagi yang perlu dikonfirmasi di sini.`,
};

const one: Readonly<Record<ListSection, string>> = {
  people: 'orang',
  roles: 'peran',
  groups: 'grup',
  types: 'jenis permintaan',
  templates: 'templat',
  policies: 'kebijakan',
  calendars: 'kalender',
};

const someone: AdminCompanyWords = {
  personAbout: (title, unit, isActive) => {
    const parts = [...(title === null ? [] : [rich`${title}`]), ...(unit === null ? [] : [rich`${unit}`])];
    return dotted([...parts, ...(isActive ? [] : [wording('tidak aktif')])]);
  },
  email: (email) => rich`Email: ${email}`,
  unit: (unit) => (unit === null ? wording('Tanpa unit') : rich`Unit: ${unit}`),
  manager: (manager) => (manager === null ? wording('Tanpa atasan') : rich`Atasan: ${manager}`),
  inactive: rich`${strong(wording('Tidak aktif'))}: tidak dapat mengajukan, memutuskan, atau mengubah apa pun.`,
  rolesTitle: 'Peran',
  heldRole: (role, unit) => (unit === null ? rich`${role}` : rich`${role} untuk ${unit} dan unit di bawahnya`),
  groupsTitle: 'Grup',
  accountsTitle: 'Akun obrolan',
  noAccount: rich`Belum ada.`,
  account: (platform, installation, chatUser) => rich`${platform} · ${chatUser} di ${installation}`,
  quotasTitle: 'Kuota',
  balance: (policyName, year, unit, spent, held) =>
    rich`${strong(policyName)} ${year}: ${wording(spent)} ${unit} terpakai, ${wording(held)} ditahan oleh permintaan yang menunggu`,
  quotasFoot: rich`Sebagaimana dihitung dari permintaan. Yang terpakai sebelum bot ini ada tercantum dalam kebijakan.`,
  roleAbout: (holders, everyone, confirm) =>
    dotted([
      wording(everyone ? 'dimiliki semua orang' : `dimiliki ${count(holders)} orang`),
      ...(confirm ? [wording('identitas dikonfirmasi')] : []),
    ]),
  allowsTitle: 'Mengizinkan',
  allowsNothing: rich`Tidak mengizinkan apa pun dengan sendirinya; langkah dapat meminta peran ini.`,
  permission: (permission) => rich`${wording(permissions[permission])} (${permission})`,
  groupAbout: (members) => wording(`${count(members)} anggota`),
  membersTitle: 'Anggota',
  member: (name, isActive) => (isActive ? rich`${name}` : rich`${name} · tidak aktif`),
  calendarAbout: (timeZone, isDefault) =>
    dotted([rich`${timeZone}`, ...(isDefault ? [wording('berlaku bila tidak ada yang disebut')] : [])]),
  hoursTitle: 'Jam kerja',
  weekday: (name, periods) => rich`${wording(name)}: ${wording(periods === '' ? 'libur' : periods)}`,
  holidaysTitle: 'Hari libur',
  holiday: (date, name) => rich`${wording(date)} · ${name}`,
};

const fieldTypes: Readonly<Record<FormField['type'], string>> = {
  text: 'teks',
  long_text: 'teks panjang',
  integer: 'bilangan bulat',
  number: 'angka',
  money: 'jumlah uang',
  date: 'tanggal',
  date_range: 'hari dari dan sampai',
  time: 'jam',
  datetime: 'tanggal dan jam',
  boolean: 'ya atau tidak',
  select: 'satu dari daftar',
  multi_select: 'beberapa dari daftar',
  user: 'seseorang',
  users: 'beberapa orang',
  email: 'alamat email',
  url: 'alamat web',
  file: 'berkas',
};

const definition: AdminDefinitionWords = {
  saved: (version, at, author) =>
    author === null
      ? rich`Versi ${version}, dari berkas di mesin, ${when(at)}`
      : rich`Versi ${version}, oleh ${author}, ${when(at)}`,
  typeAbout: (prefix, version) => rich`${prefix}-… · versi ${version}`,
  fieldsTitle: 'Formulir',
  field: (label, name, type, isRequired) =>
    rich`${strong(label)} (${name}): ${wording(fieldTypes[type])}${wording(isRequired ? ', wajib' : '')}`,
  fieldShownWhen: (rule) => rich`, tampil bila ${rule}`,
  fieldComputed: (rule) => rich`, dihitung: ${rule}`,
  visibleToManagers: rich`Atasan pengaju boleh membacanya.`,
  attachments: (required, max) => {
    const lead = required ? 'Sedikitnya satu berkas wajib dilampirkan' : 'Berkas boleh dilampirkan';
    return max === undefined ? wording(`${lead}.`) : rich`${wording(lead)}, maksimal ${max}.`;
  },
  completedAutomatically: rich`Selesai begitu disetujui.`,
  completedBy: (role) => rich`Ditandai selesai oleh pemegang peran ${role}, setelah dilaksanakan.`,
  templateAbout: (type, priority, version) => rich`untuk ${type} · prioritas ${priority} · versi ${version}`,
  withdrawn: rich`${strong(wording('Tidak dipakai lagi.'))} Permintaan yang sedang berjalan tetap memakai alurnya.`,
  appliesWhen: (rule) =>
    rule === undefined ? wording('Untuk semua permintaan jenisnya.') : rich`Berlaku bila ${rule}`,
  stage: (place) => `Tahap ${place}`,
  step: (name) => strong(name),
  who: (who, rule) => rich` meminta ${enumerate(who.map(whoText), ', ', ' dan ')}${wording(ruleText(who, rule))}`,
  when: (rule) => rich` · hanya bila ${rule}`,
  because: (text) => rich` · karena ${text}`,
  sla: (hours, calendar) =>
    calendar === undefined
      ? rich` · dalam ${wording(count(hours))} jam kerja`
      : rich` · dalam ${wording(count(hours))} jam kerja menurut kalender ${calendar}`,
  ladder: (rungs) =>
    rungs.length === 0
      ? rich` · tidak ada yang diingatkan`
      : rich` · selama belum ada keputusan: ${enumerate(rungs.map(rungText), ', ', ', ')}`,
  policyAbout: (type, priority, version) => rich`untuk ${type} · prioritas ${priority} · versi ${version}`,
  quota: (limit, unit, counted) =>
    rich`Maksimal ${wording(limit)} ${unit} per orang dan tahun, dihitung dari ${counted}.`,
  quotaDate: (field) => rich`Tahunnya menurut ${field}.`,
  carryOver: (most, unit) => rich`Hingga ${wording(most)} ${unit} terbawa ke tahun berikutnya.`,
  openingUse: (person, year, used, unit) => rich`${person}, ${year}: ${wording(used)} ${unit}`,
  openingTitle: 'Terpakai sebelum bot ini ada',
  threshold: (field, above) => rich`Bila ${field} melebihi ${wording(above)}, langkah ini ditambahkan:`,
  notice: (field, days) => rich`${field} dimulai paling cepat ${wording(count(days))} hari setelah diajukan.`,
  blackout: (from, to, why) => rich`${wording(from)} sampai ${wording(to)}: ${why}`,
  blackoutsTitle: 'Hari yang dikosongkan',
  overlapRefused: rich`Tidak boleh bertumpang tindih dengan permintaan lain dari orang yang sama.`,
  custom: (rule, effect, message) => {
    const does = {
      reject: 'permintaan ditolak',
      warn: 'orang diperingatkan',
      add_step: 'satu langkah ditambahkan',
    }[effect];
    return rich`Bila ${rule}, ${wording(does)}: “${message}”`;
  },
};

const upload: AdminUploadWords = {
  lead: rich`Isi berkas ditambahkan, atau menggantikan isi dengan id atau kunci yang sama. Tidak ada yang dihapus. Anda melihat apa yang akan berubah sebelum ada yang ditulis.`,
  fileLabel: 'Berkas YAML',
  fileHint:
    'Seperti dalam folder konfigurasi: units, roles, people, groups, calendars, types, templates, policies, tests.',
  textLabel: 'Atau tempel di sini',
  textHint: 'Hingga 3.000 karakter; yang lebih panjang sebagai berkas.',
  nothingGiven: 'Mohon pilih berkas, atau tempel isinya di bawah.',
  bothGiven: 'Mohon berikan berkas atau teks, bukan keduanya.',
  checkingTitle: 'Memeriksa',
  checking: rich`Memeriksa apa yang akan berubah… Belum ada yang ditulis.`,
  applying: rich`Menulis perubahan…`,
  mistakesTitle: 'Kesalahan',
  mistakes: (total, name) =>
    rich`${strong(wording(`${count(total)} kesalahan`))} dalam ${name}. Tidak ada yang diubah. Mohon perbaiki berkas itu, lalu unggah lagi.`,
  mistake: (line, message) => (line === null ? rich`${message}` : rich`${strong(`Baris ${line}`)}: ${message}`),
  refusedTitle: 'Tidak diizinkan',
  refused: (total) =>
    rich`Ada ${wording(total === 1 ? 'satu' : count(total))} bagian yang tidak boleh Anda lakukan, jadi tidak ada yang diubah.`,
  changesTitle: 'Yang akan berubah',
  changes: (total, name) =>
    rich`${name} akan mengubah ini. Tidak ada yang ditulis sebelum Anda mengonfirmasi.${wording(total > 1 ? ` ${count(total)} perubahan:` : '')}`,
  warningsTitle: 'Mohon pertimbangkan',
  noDifference: rich`Semua ini sudah tercatat pada perusahaan. Tidak ada yang perlu diubah.`,
  changedMeanwhile: rich`Perusahaan baru saja diubah oleh orang lain, jadi tidak ada yang ditulis. Sekarang berkas Anda akan mengubah ini:`,
  applied: (total) =>
    rich`${strong(wording('Selesai.'))} ${wording(count(total))} perubahan ditulis seperti yang Anda lihat.`,
  gone: rich`Unggahan Anda sudah tidak disimpan: isinya sudah ditulis, atau usianya lebih dari satu jam. Jika ragu, unggah lagi untuk melihat apa yang akan berubah.`,
  tooLarge: (bytesMax) =>
    rich`Berkas ini lebih besar dari ${wording(`${(bytesMax / 1_000_000).toLocaleString('id')} MB`)}. Mohon bagi menjadi beberapa berkas, atau pakai “countersign apply” di mesin.`,
  notText: rich`Ini bukan berkas teks dalam UTF-8. Mohon simpan dalam bentuk itu, lalu unggah lagi.`,
  unreachable: rich`Slack tidak menyerahkan berkas itu. Mohon unggah lagi.`,
  textName: 'teks yang ditempel',
};

const simulate: AdminSimulateWords = {
  title: 'Simulasi',
  lead: rich`Isi formulir seperti yang akan dilakukan seseorang, dan lihat siapa yang akan dimintai persetujuan serta alasannya. Tidak ada yang disimpan dan tidak ada yang diberi tahu.`,
  typeLabel: 'Jenis permintaan',
  personLabel: 'Siapa yang akan mengajukan',
  content: 'Yang akan diajukan',
  asIf: (name) =>
    rich`${strong(wording('Simulasi'))}, seolah-olah ${name} yang mengajukan. Tidak ada yang disimpan dan tidak ada yang diberi tahu.`,
  inactive: 'Orang ini tidak aktif, jadi tidak dapat mengajukan apa pun.',
  mayNotAsk: 'Tidak satu pun peran orang ini mengizinkannya membuat permintaan.',
  noTypes: rich`Jenis permintaan belum disiapkan, jadi tidak ada yang dapat disimulasikan.`,
};

const reassign: AdminReassignWords = {
  lead: (name, title, submitter) => rich`${strong(name)} · ${title} · diajukan oleh ${submitter}`,
  placeLabel: 'Tempat siapa',
  place: (step, person) => (person === null ? `${step}: belum ada orangnya` : `${step}: ${person}`),
  toLabel: 'Siapa penggantinya',
  person: (name, about, isLinked) =>
    [name, ...(about === null ? [] : [about]), ...(isLinked ? [] : ['belum ditautkan ke obrolan'])].join(' · '),
  reasonLabel: 'Alasan',
  reasonHint: 'Semua orang yang dapat melihat permintaan ini membaca siapa yang melakukannya dan mengapa.',
  nothingOpen: (name) =>
    rich`Tidak ada lagi tempat yang dapat dialihkan pada ${strong(name)}: semua langkah sudah diputuskan, atau permintaan ini tidak sedang menunggu.`,
  kept: rich`Tidak ada yang diubah. Tulisan Anda masih ada setelah ini ditutup.`,
  done: (step, person, name) =>
    rich`${person} kini berada pada ${strong(step)} dari ${strong(name)}. Semua orang yang dapat melihatnya melihat bahwa Anda melakukannya, dan mengapa.`,
};

const trail: AdminTrailWords = {
  ...idLaterTrail,
  timelineTitle: (name) => `Semua tentang ${name}`,
  entry: (at, actor, what) => rich`${when(at)} · ${actor === null ? wording('Sistem') : actor} ${what}`,
  operator: 'Pengelola',
  consequence: (at, what) => rich`${when(at)} · sehingga ${what}`,
  erased: rich`melakukan sesuatu yang keterangannya sudah dihapus`,
  created: (title) => rich`memulai draf “${title}”`,
  edited: (title, labels) =>
    labels.length === 0 ? rich`menyimpan lagi “${title}”` : rich`mengubah ${list(labels)} pada “${title}”`,
  submitted: (number, round, steps) => {
    const to = steps.length === 0 ? [] : rich`, untuk diputuskan oleh ${list(steps)}`;
    return round > 1
      ? rich`mengajukan lagi ${number} (putaran ${round})${to}`
      : rich`mengajukannya sebagai ${number}${to}`;
  },
  stageOpened: (stage) => rich`tahap ${stage} dibuka`,
  voted: (decision, step, comment) =>
    rich`${strong(wording(votes[decision]))} ${strong(step)}${comment === null ? [] : rich`: “${comment}”`}`,
  stepCompleted: (step, outcome) => rich`${strong(step)} ${wording(ends[outcome])}`,
  reassigned: (step, from, to, why) =>
    from === null
      ? rich`${strong(wording('mengalihkan'))} ${strong(step)} kepada ${to}: “${why}”`
      : rich`${strong(wording('mengalihkan'))} ${strong(step)} dari ${from} kepada ${to}: “${why}”`,
  ended: (what) => {
    switch (what) {
      case 'deleted':
        return rich`menghapus draf`;
      case 'cancelled':
        return rich`${strong(wording('membatalkan'))} permintaan ini`;
      case 'completed':
        return rich`${strong(wording('menyelesaikan'))} permintaan ini`;
      case 'approved':
      case 'rejected':
      case 'returned':
        return rich`permintaan ini ${strong(wording(ends[what]))}`;
    }
  },
  actions: {
    'company-saved': 'mengubah perusahaan',
    'workspace-saved': 'menghubungkan ruang kerja',
    'workspace-removed': 'melepas ruang kerja',
    'unit-saved': 'menyimpan unit',
    'unit-removed': 'menghapus unit',
    'role-saved': 'menyimpan peran',
    'role-removed': 'menghapus peran',
    'person-saved': 'menyimpan orang',
    'role-granted': 'memberikan peran kepada',
    'role-revoked': 'mencabut peran dari',
    'chat-linked': 'menautkan akun obrolan kepada',
    'chat-unlinked': 'melepas akun obrolan dari',
    'delegation-given': 'membuat delegasi:',
    'delegation-ended': 'mengakhiri delegasi:',
    'group-saved': 'menyimpan grup',
    'group-removed': 'menghapus grup',
    'calendar-saved': 'menyimpan kalender',
    'calendar-removed': 'menghapus kalender',
    'type-saved': 'menyimpan jenis permintaan',
    'type-withdrawn': 'menarik jenis permintaan',
    'template-saved': 'menyimpan templat',
    'template-withdrawn': 'menarik templat',
    'policy-saved': 'menyimpan kebijakan',
    'policy-withdrawn': 'menarik kebijakan',
    'test-saved': 'menyimpan uji untuk',
    'test-removed': 'menghapus uji untuk',
  },
  company: (action, entity, version) =>
    version === undefined ? rich`${wording(action)} ${entity}` : rich`${wording(action)} ${entity}, versi ${version}`,
};

const audit: AdminAuditWords = {
  lead: rich`Kosongkan yang tidak penting.`,
  personLabel: 'Yang dilakukan orang ini, dan yang dilakukan terhadapnya',
  documentLabel: 'Tentang permintaan ini',
  fromLabel: 'Dari',
  toLabel: 'Sampai',
  endBeforeStart: 'Ini mendahului hari pertama.',
  noSuchDocument: 'Tidak ada permintaan dengan nomor ini.',
  asked: (person, document, entity, from, to) => {
    const parts = [
      ...(person === null ? [] : [rich`oleh atau tentang ${strong(person)}`]),
      ...(document === null ? [] : [rich`tentang ${strong(document)}`]),
      ...(entity === null ? [] : [rich`tentang ${strong(entity)}`]),
      ...(from === null ? [] : [rich`dari ${wording(from)}`]),
      ...(to === null ? [] : [rich`sampai ${wording(to)}`]),
    ];
    return parts.length === 0 ? wording('Semuanya, dari yang terbaru.') : rich`${dotted(parts)}, dari yang terbaru.`;
  },
  about: (name) => rich` · ${name}`,
  exporting: rich`Menulis ekspor… Hasilnya dikirim sebagai berkas dalam percakapan kita, yang hanya Anda lihat.`,
  exported: (name, entries, isWhole) =>
    isWhole
      ? rich`${strong(name)} dengan ${wording(count(entries))} entri ada dalam percakapan kita, yang hanya Anda lihat.`
      : rich`${strong(name)} dengan ${wording(count(entries))} entri terbaru ada dalam percakapan kita, yang hanya Anda lihat. Masih ada yang lain: mohon persempit waktunya untuk mendapatkannya.`,
  exportComment: 'Jejak audit yang Anda minta. Mohon simpan di tempat yang semestinya.',
  exportFailed: rich`Ekspor tidak dapat dikirim. Silakan coba lagi.`,
};

const admin: AdminWords = {
  title: 'Administrasi',
  nothingAllowed: rich`Tidak satu pun peran Anda mengizinkan Anda mengelola sesuatu di sini. Administrator dapat memberikan peran itu.`,
  noSuchCommand: (word, meant) =>
    meant === undefined
      ? rich`Saya tidak mengenal “${word}”. Ketik /approval-admin untuk melihat apa yang dapat Anda lakukan.`
      : rich`Saya tidak mengenal “${word}”. Maksud Anda /approval-admin ${meant}? Ketik /approval-admin untuk melihat apa yang dapat Anda lakukan.`,
  notThere: (section, key) => rich`Tidak ada ${wording(one[section])} “${key}”. Inilah yang ada:`,
  helpLead: rich`Inilah yang diizinkan oleh peran Anda. Tidak ada orang lain yang melihat apa yang Anda lihat di sini.`,
  helpFoot: rich`Semuanya juga dapat diketik di belakang /approval-admin.`,
  help: {
    people: { typed: 'people [cari], person ID', about: 'siapa yang bekerja di sini, dengan peran, grup, dan kuota' },
    roles: { typed: 'roles', about: 'apa yang diizinkan masing-masing peran' },
    groups: { typed: 'groups', about: 'siapa yang bersama-sama dimintai persetujuan' },
    types: { typed: 'types, type KUNCI', about: 'apa yang dapat diajukan, dengan formulirnya' },
    templates: { typed: 'templates, template KUNCI', about: 'siapa yang memutuskan, dan urutannya' },
    policies: { typed: 'policies, policy KUNCI', about: 'apa yang diperiksa saat seseorang mengajukan' },
    calendars: { typed: 'calendars, calendar KUNCI', about: 'jam kerja dan hari libur' },
    upload: {
      typed: 'upload',
      about: 'mengubah perusahaan dengan berkas YAML; Anda melihat dahulu apa yang berubah',
    },
    simulate: { typed: 'simulate [jenis]', about: 'siapa yang akan dimintai persetujuan, dan mengapa' },
    document: { typed: 'document NOMOR', about: 'semua yang terjadi pada sebuah permintaan' },
    reassign: { typed: 'reassign NOMOR', about: 'mengalihkan langkah kepada orang lain' },
    stuck: { typed: 'stuck', about: 'permintaan yang tidak dapat berlanjut, dan jalan keluarnya' },
    jobs: { typed: 'jobs', about: 'pekerjaan di latar belakang, dan yang gagal' },
    audit: { typed: 'audit', about: 'mencari dalam jejak audit, dan mengekspornya' },
  },
  sections: {
    people: 'Orang',
    roles: 'Peran',
    groups: 'Grup',
    types: 'Jenis permintaan',
    templates: 'Templat',
    policies: 'Kebijakan',
    calendars: 'Kalender',
    upload: 'Unggah',
    simulate: 'Simulasi',
    document: 'Riwayat permintaan',
    reassign: 'Alihkan',
    stuck: 'Permintaan yang terhenti',
    jobs: 'Pekerjaan di latar belakang',
    audit: 'Jejak audit',
  },
  nothing: rich`Tidak ada apa-apa di sini.`,
  buttons: {
    open: 'Buka',
    next: 'Halaman berikutnya',
    first: 'Halaman pertama',
    home: 'Semua perintah',
    back: 'Kembali ke daftar',
    history: 'Versi sebelumnya',
    search: 'Cari',
    check: 'Periksa',
    confirm: 'Konfirmasi',
    reassign: 'Alihkan',
    'new-query': 'Cari yang lain',
    csv: 'Ekspor sebagai CSV',
    json: 'Ekspor sebagai JSON',
    timeline: 'Riwayat',
    another: 'Unggah yang lain',
    retry: 'Coba lagi',
    'retry-all': 'Coba lagi semua',
    refresh: 'Muat ulang',
  },
  searchLabel: 'Nama, alamat email, atau id',
  someone,
  definition,
  upload,
  simulate,
  reassign,
  number: { label: 'Nomor permintaan', hint: 'Misalnya PR-2026-0001, atau cukup 1.' },
  trail,
  audit,
  jobs: idJobs,
  stuck: idStuck,
};

export const id: Words = {
  admin,
  refusals,
  fieldErrors,
  done,
  statuses: {
    draft: 'Draf',
    pending: 'Menunggu persetujuan',
    approved: 'Disetujui',
    rejected: 'Ditolak',
    returned: 'Dikembalikan',
    cancelled: 'Dibatalkan',
    completed: 'Selesai',
  },
  stepStates: {
    waiting: 'berikutnya',
    pending: 'sedang diputuskan',
    approved: 'disetujui',
    rejected: 'ditolak',
    returned: 'dikembalikan',
    skipped: 'tidak perlu diputuskan lagi',
    'nobody-found': 'tidak ada orang yang ditemukan',
    stuck: 'terhenti',
  },
  buttons: {
    approve: 'Setujui',
    'approve-with-comment': 'Setujui dengan komentar',
    reject: 'Tolak',
    return: 'Kembalikan',
    ask: 'Ajukan pertanyaan',
    'delegate-step': 'Serahkan kepada orang lain',
    'answer-question': 'Jawab',
    nudge: 'Ingatkan mereka',
    'send-question': 'Kirim pertanyaan',
    'send-answer': 'Kirim jawaban',
    'let-decide': 'Serahkan',
    'edit-and-resubmit': 'Ubah dan ajukan lagi',
    cancel: 'Batalkan permintaan',
    'cancel-confirm': 'Batalkan permintaan',
    'cancel-keep': 'Jangan batalkan',
    discard: 'Hapus draf',
    'discard-keep': 'Jangan hapus',
    complete: 'Tandai selesai',
    'complete-confirm': 'Selesai',
    'complete-keep': 'Belum',
    submit: 'Ajukan',
    next: 'Berikutnya',
    save: 'Lanjutkan',
    close: 'Tutup',
    'back-to-edit': 'Kembali mengubah',
    'previous-page': 'Sebelumnya',
    'continue-draft': 'Lanjutkan ini',
    'discard-draft': 'Buang',
    'start-over': 'Mulai dari awal',
    'back-to-list': 'Kembali ke daftar',
    'back-to-start': 'Halaman pertama',
    'show-more': 'Halaman berikutnya',
    open: 'Buka',
    continue: 'Lanjutkan',
  },
  values: { yes: 'Ya', no: 'Tidak', range: (from, to) => `${from} – ${to}` },
  reason,
  card,
  policy,
  form,
  stepForm: idStepForm,
  delegate: idDelegate,
  files,
  preview,
  overview,
  firstContact,
  notices: idNotices,
  settings: idSettings,
};

const ends = {
  approved: 'disetujui',
  rejected: 'ditolak',
  returned: 'dikembalikan',
} as const;

function behalf({ onBehalfOf }: DoneContext): Rich {
  return onBehalfOf === undefined ? [] : rich` mewakili ${onBehalfOf}`;
}

function afterApproval({ status, stepOutcome }: Done, { step = '', stuck }: DoneContext): Rich {
  if (status === 'approved')
    return rich`${strong(step)} adalah persetujuan terakhir yang diperlukan: permintaan ini disetujui.`;
  if (stepOutcome !== 'approved') return rich`Penyetuju lain pada ${strong(step)} masih diminta memutuskan.`;
  if (stuck.length > 0) return rich`${strong(step)} sudah lengkap. ${join(stuck.map(stuckLine), ' ')}`;
  return rich`${strong(step)} sudah lengkap; langkah lain masih diperlukan.`;
}

function reason(why: NamedReason, { toThemselves, submitter, submitterReads }: Parameters<Words['reason']>[1]): Rich {
  const who = toThemselves ? 'Anda' : 'ia';
  const whose = submitterReads ? rich`Anda` : rich`${submitter}`;
  switch (why.kind) {
    case 'user':
      return rich`karena alur ini menyebut ${wording(toThemselves ? 'Anda' : 'namanya')}`;
    case 'role':
      return why.unit === null
        ? rich`karena ${wording(who)} memegang peran ${why.role}`
        : rich`karena ${wording(who)} memegang peran ${why.role} untuk ${why.unit}`;
    case 'group':
      return rich`karena ${wording(who)} anggota grup ${why.group}`;
    case 'field':
      return rich`karena ${wording(who)} dipilih pada ${why.field}`;
    case 'manager':
      return rich`karena ${wording(who)} ${managerOf(why.level, whose)}`;
    case 'unit_head':
      return rich`karena ${wording(who)} kepala unit ${why.unit}`;
    case 'stand-in': {
      const instead =
        why.for === null
          ? rich`karena tidak ada orang lain yang ditemukan`
          : rich`menggantikan ${why.for}, yang tidak dapat bertindak`;
      if (why.as === 'fallback_group') return rich`${instead}, dari grup cadangan perusahaan`;
      const as = wording(standIn[why.as]);
      return why.for === null ? rich`${instead}, sebagai ${as} ${whose}` : rich`${instead}, sebagai ${as} orang itu`;
    }
    case 'reassigned':
      return why.from === null
        ? rich`ditempatkan oleh ${why.by}: “${why.text}”`
        : rich`ditempatkan oleh ${why.by} menggantikan ${why.from}: “${why.text}”`;
  }
}

const standIn = { delegate: 'wakil', manager: 'atasan', unit_head: 'kepala unit' } as const;

function managerOf(level: number, whose: Rich): Rich {
  if (level === 1) return rich`atasan ${whose}`;
  return level === 2 ? rich`atasan dari atasan ${whose}` : rich`atasan ${whose}, ${level} tingkat di atasnya`;
}

function voted(vote: VoteFact): Rich {
  const { decision, at, comment } = vote;
  return rich`${voter(vote)} ${wording(votes[decision])} · ${when(at)}${comment === null ? '' : rich` · “${comment}”`}`;
}

function stuckLine({ steps, isNobodyLeft, isTold }: StuckFact): Rich {
  const why = isNobodyLeft
    ? rich`tidak ada yang dapat memutuskan ${people(steps)}.`
    : rich`orang yang harus memutuskan ${people(steps)} saat ini tidak dapat memutuskan.`;
  const told = isTold ? 'Administrator sudah diberi tahu.' : 'Mohon beri tahu administrator.';
  return rich`${strong(wording('Terhenti'))}: ${why} ${wording(told)}`;
}

function change({ label, values }: ChangeFact): Rich {
  return values === undefined ? rich`${label}` : rich`${label} ${values.before} → ${values.after}`;
}

function named(name: string | undefined, otherwise = 'Permintaan ini'): Rich {
  return name === undefined ? wording(otherwise) : strong(name);
}

/** Sixty votes are no sentence; each has its own line in the progress. */
function votesText(decided: readonly VoteFact[]): Rich {
  const shown = decided.slice(0, VOTES_MAX).map(voted);
  return join(decided.length > VOTES_MAX ? [...shown, rich`${decided.length - VOTES_MAX} lainnya`] : shown, '; ');
}

/** The outcome's time is told before; of several votes each has its own line in the progress. */
function byVotes(by: readonly VoteFact[]): Rich {
  const [vote] = by;
  if (vote === undefined) return rich`.`;
  if (by.length > 1) return rich` oleh ${voters(by)}.`;
  return vote.comment === null ? rich` oleh ${voter(vote)}.` : rich` oleh ${voter(vote)}: “${vote.comment}”`;
}

function flaw(what: ProfileFlaw, account: OwnAccount): Rich {
  switch (what) {
    case 'foreign':
      return rich`Anda berasal dari ruang kerja lain, dan hanya orang dari ruang kerja ini yang dapat bertindak di sini. Tidak ada yang diubah.`;
    case 'bot':
      return rich`Aplikasi dan alur kerja otomatis tidak dapat bertindak di sini. Tidak ada yang diubah.`;
    case 'deactivated':
      return rich`Menurut Slack, akun ini dinonaktifkan. Tidak ada yang diubah.`;
    case 'guest':
      return rich`Anda tamu di ruang kerja ini, dan tamu tidak dapat menautkan diri sendiri. ${askToBeLinked(account)}`;
    case 'no-email':
      return rich`Slack tidak memberi tahu saya alamat email Anda, jadi saya tidak dapat mengetahui siapa Anda. ${askToBeLinked(account)}`;
    case 'unconfirmed-email':
      return rich`Slack belum mengonfirmasi alamat email Anda. Mohon konfirmasi di Slack, lalu coba lagi.`;
  }
}

function obstacle(what: Obstacle, account: OwnAccount): Rich {
  const address = account.email ?? '';
  switch (what.kind) {
    case 'nobody':
      return rich`Menurut Slack, alamat email Anda adalah ${address}, dan tidak seorang pun dalam catatan perusahaan memilikinya. Mohon minta administrator memasukkan alamat itu, atau ID Slack Anda ${account.chatUser}, ke dalam catatan; lalu coba lagi.`;
    case 'several':
      return rich`Alamat email Anda ${address} tercantum lebih dari sekali dalam catatan perusahaan, jadi saya tidak dapat menentukan siapa Anda. ${askToBeLinked(account)}`;
    case 'taken':
      return rich`Alamat email Anda ${address} sudah dipakai oleh akun Slack lain. Jika itu bukan Anda, segera beri tahu administrator. ${askToBeLinked(account)}`;
    case 'nobody-confirms':
      return rich`Identitas Anda harus dikonfirmasi oleh administrator, dan belum ada yang dapat melakukannya di sini. Mohon minta pengelola Countersign memasukkan ID Slack Anda ${account.chatUser} ke dalam catatan perusahaan.`;
    case 'waiting':
      return rich`Administrator harus mengonfirmasi identitas Anda. Permintaan itu dikirim pada ${when(what.since)}, dan saya akan menyampaikan jawabannya, paling lambat ${when(what.until)}.`;
    case 'declined':
      return rich`Pada ${when(what.at)} administrator tidak mengonfirmasi identitas Anda. Mohon bicara dengan administrator. Anda dapat meminta lagi mulai ${when(what.until)}.`;
  }
}

function notice(body: IdentityNotice): readonly Rich[] {
  switch (body.kind) {
    case 'account-linked': {
      const by = body.confirmedBy === null ? [] : rich` Dikonfirmasi oleh ${body.confirmedBy}.`;
      return [
        rich`Akun Slack Anda ditautkan dengan ${strong(body.person.name)} sejak ${when(body.at)}.${by}`,
        rich`Jika ini bukan Anda, segera beri tahu administrator.`,
      ];
    }
    case 'person-linked':
      return [
        rich`Akun Slack ${described(body.account)} ditautkan dengan ${described(body.person)} sejak ${when(body.at)}. Pemilik akun menyatakannya sendiri, dan alamat emailnya cocok.`,
        rich`Jika ini keliru, tulis “slack: none” untuk ${body.person.id} dalam berkas perusahaan, lalu terapkan.`,
      ];
    case 'claim':
      return claim(body);
    case 'claim-ended':
      return [claimEnded(body)];
    case 'own-identity-changed':
      return [
        rich`${strong(body.by)} mengunggah berkas lewat obrolan pada ${when(body.at)}, dan berkas itu mengubah cara Anda dikenali di sini.`,
        identityChange(body.change),
        rich`Jika Anda tidak tahu alasannya, segera beri tahu administrator.`,
      ];
    case 'identities-changed':
      return [
        rich`${strong(body.by)} mengunggah berkas lewat obrolan pada ${when(body.at)}, dan berkas itu mengubah cara orang dikenali di sini.`,
        ...body.changes.map(identityChange),
        ...(body.more === 0 ? [] : [rich`Masih ada ${body.more} orang lagi; semuanya tercatat di jejak audit.`]),
        rich`Jika ini keliru, perbaiki dalam berkas perusahaan, lalu terapkan.`,
      ];
  }
}

function identityChange({ person, linked, unlinked, email }: IdentityChange): Rich {
  const facts = [
    ...linked.map((account) => rich`akun Slack ${account} kini ditautkan`),
    ...unlinked.map((account) => rich`akun Slack ${account} tidak lagi ditautkan`),
    ...(email === null ? [] : [rich`alamat emailnya kini ${email.after}, sebelumnya ${email.before}`]),
  ];
  return rich`${described(person)}: ${join(facts, '; ')}.`;
}

function claim({ person, account, at, until, end }: Extract<IdentityNotice, { kind: 'claim' }>): readonly Rich[] {
  const says = rich`Seseorang dengan akun Slack ${described(account)} menyatakan diri sebagai ${described(person)}. Permintaan ini dibuat pada ${when(at)}.`;
  if (end !== null) return [says, ending(person.name, end)];
  return [
    says,
    rich`Alamat emailnya cocok, tetapi wewenang ${person.name} menuntut lebih dari itu. Mohon pastikan lewat jalan lain bahwa orangnya benar, lalu konfirmasi. Kesempatan ini berakhir pada ${when(until)}.`,
  ];
}

function claimEnded({ how, at }: Extract<IdentityNotice, { kind: 'claim-ended' }>): Rich {
  switch (how) {
    case 'declined':
      return rich`Pada ${when(at)} administrator tidak mengonfirmasi identitas Anda, jadi akun Slack Anda tidak ditautkan. Mohon bicara dengan administrator.`;
    case 'expired':
      return rich`Tidak ada administrator yang mengonfirmasi identitas Anda tepat waktu, jadi akun Slack Anda tidak ditautkan. Mohon bicara dengan administrator, lalu ketik /approvals untuk meminta lagi.`;
    case 'outdated':
      return rich`Akun Slack Anda tidak ditautkan: yang tercatat tentang Anda di Slack atau di perusahaan sudah berubah. Silakan ketik /approvals untuk meminta lagi.`;
  }
}

function ending(person: string, { how, by, at }: ClaimEnd): Rich {
  const who = by === null ? wording('seseorang') : strong(by.name);
  switch (how) {
    case 'confirmed':
      return rich`Dikonfirmasi oleh ${who} pada ${when(at)}. Akun ini sekarang milik ${person}.`;
    case 'declined':
      return rich`Ditolak oleh ${who} pada ${when(at)}. Tidak ada yang ditautkan.`;
    case 'expired':
      return rich`Tidak ada yang mengonfirmasinya sampai ${when(at)}. Tidak ada yang ditautkan.`;
    case 'outdated':
      return rich`Yang tercatat di Slack atau di perusahaan sudah berubah sejak itu, jadi pada ${when(at)} tidak ada yang ditautkan.`;
  }
}

function ended(person: string, end: ClaimEnd, { isNews, isOwn }: { isNews: boolean; isOwn: boolean }): Rich {
  const { how, at } = end;
  if (how === 'confirmed' && isNews)
    return rich`Anda mengonfirmasinya. Akun ini sekarang milik ${strong(person)}, dan yang bersangkutan diberi tahu.`;
  if (how === 'declined' && isNews)
    return rich`Anda menolaknya. Tidak ada yang ditautkan, dan yang bersangkutan diberi tahu.`;
  if (how === 'confirmed' && isOwn)
    return rich`Anda sudah mengonfirmasinya pada ${when(at)}. Tidak ada lagi yang perlu dilakukan.`;
  if (how === 'declined' && isOwn) return rich`Anda sudah menolaknya pada ${when(at)}. Tidak ada yang ditautkan.`;
  return ending(person, end);
}

function askToBeLinked({ chatUser }: OwnAccount): Rich {
  return rich`Administrator dapat menautkan Anda dengan ID Slack Anda, yaitu ${chatUser}.`;
}

function described(who: KnownPerson | { readonly name: string; readonly email: string }): Rich {
  const about = 'email' in who ? [who.email] : [who.title, who.unit].filter((part) => part !== null);
  return about.length === 0 ? strong(who.name) : rich`${strong(who.name)} (${about.join(', ')})`;
}

function typed(name: string, text: string): string {
  return text === '' ? name : `${name} ${text}`;
}

function whyNotTaken(refusal: FileRefusal): Rich {
  switch (refusal.code) {
    case 'gone':
      return rich`berkas itu dihapus sebelum dapat diambil. Mohon lampirkan lagi.`;
    case 'unreachable':
      return rich`berkas itu tidak dapat diambil saat ini. Mohon lampirkan lagi.`;
    case 'empty':
      return rich`berkas itu kosong. Mohon lampirkan berkas lain.`;
    case 'encrypted':
      return rich`berkas itu dilindungi kata sandi, jadi tidak ada yang dapat membacanya. Mohon lampirkan salinan tanpa kata sandi.`;
    case 'too-large':
      return rich`berkas itu lebih besar dari ${wording(megabytes(refusal.bytesMax))}. Mohon lampirkan yang lebih kecil.`;
    case 'wrong-type':
      return rich`${wording(refusal.is === undefined ? 'jenis berkas ini' : `isinya berkas jenis ${kinds([refusal.is])}, yang`)} tidak diterima di sini. Mohon lampirkan salah satu dari: ${wording(kinds(refusal.accept))}.`;
    case 'renamed':
      return rich`namanya berakhir dengan .${refusal.named}, padahal isinya berkas jenis ${wording(refusal.is.toUpperCase())}. Mohon ganti namanya, lalu lampirkan lagi.`;
  }
}

function whoText(who: NamedWho): Rich {
  switch (who.kind) {
    case 'user':
      return rich`${who.name}`;
    case 'role':
      return rich`pemegang peran ${who.name}`;
    case 'group':
      return rich`grup ${who.name}`;
    case 'field':
      return rich`orang yang dipilih pada ${who.name}`;
    case 'manager':
      return who.level === 1 ? wording('atasan') : rich`atasan ${who.level} tingkat di atas`;
    case 'unit_head':
      return wording('kepala unit');
  }
}

function rungText(rung: NamedRung): Rich {
  const after = wording(`setelah ${count(rung.afterHours)} jam kerja`);
  switch (rung.do) {
    case 'remind':
      return rich`pengingat ${after}`;
    case 'escalate':
      return rich`${enumerate(rung.to.map(targetText), ', ', ' dan ')} boleh ikut memutuskan ${after}`;
    case 'approve':
      return rich`disetujui oleh sistem ${after}`;
    case 'reject':
      return rich`ditolak oleh sistem ${after}`;
    case 'return':
      return rich`dikembalikan oleh sistem ${after}`;
  }
}

function targetText(who: NamedWho): Rich {
  if (who.kind === 'unit_head') return wording('kepala unit dari penyetuju');
  if (who.kind !== 'manager') return whoText(who);
  return who.level === 1 ? wording('atasan penyetuju') : rich`atasan penyetuju ${who.level} tingkat di atas`;
}

function ruleText(who: readonly NamedWho[], rule: { approveWhen: 'any' | 'all'; rejectWhen: 'any' | 'all' }): string {
  const isOne = who.length === 1 && ['user', 'manager', 'unit_head'].includes(who[0]?.kind ?? '');
  if (isOne) return '';
  const approve = rule.approveWhen === 'any' ? '; satu persetujuan sudah cukup' : '; semua harus menyetujui';
  return rule.rejectWhen === 'all' ? `${approve}, dan hanya semua bersama yang dapat menolak` : approve;
}

function voter({ name, onBehalfOf }: VoteFact): Rich {
  return onBehalfOf === undefined ? rich`${name}` : rich`${name} mewakili ${onBehalfOf}`;
}

function voters(cast: readonly VoteFact[]): Rich {
  const { shown, more } = votersOf(cast);
  return all([...shown.map(voter), ...(more === 0 ? [] : [rich`${more} lainnya`])]);
}

function onDay(at: Instant | null): Rich {
  return at === null ? [] : rich` pada ${when(at)}`;
}

function when(at: Instant): Inline {
  return writtenWhen(at, { language: 'id', between: ' pukul ' });
}

function people({ names, more }: NameList): Rich {
  return all([...names.map((name) => rich`${name}`), ...(more === 0 ? [] : [rich`${more} lainnya`])]);
}

function list(names: readonly string[]): Rich {
  return all(names.map((name) => rich`${name}`));
}

function all(pieces: readonly Rich[]): Rich {
  return enumerate(pieces, ', ', ' dan ');
}

function dotted(parts: readonly Rich[]): Rich {
  return join(parts, ' · ');
}

function kinds(accept: readonly string[]): string {
  return accept.map((kind) => kind.toUpperCase()).join(', ');
}

function count(number: number | string | undefined): string {
  return Number(number ?? 0).toLocaleString('id');
}

/** Without points between thousands: whoever reads it types it next, and a typed point begins the decimals. */
function amount(value: string | number | undefined, currency: string | number | undefined): string {
  return currency === undefined ? String(value ?? '') : `${value ?? ''} ${currency}`;
}

/** A day, a time of day, or a moment, which is told with its zone because sentences on fields know no reader's. */
function day(date: string | number | undefined): string {
  const text = String(date ?? '');
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  if (!text.includes('-') || Number.isNaN(at)) return text;
  const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
  if (!text.includes('T')) return new Intl.DateTimeFormat('id', format).format(at);
  return `${new Intl.DateTimeFormat('id', { ...format, timeStyle: 'short' }).format(at)} UTC`;
}

function megabytes(bytes: string | number | undefined): string {
  return `${(Number(bytes ?? 0) / 1024 / 1024).toLocaleString('id', { maximumFractionDigits: 1 })} MB`;
}
