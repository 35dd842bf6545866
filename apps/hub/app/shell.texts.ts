import { defineTexts } from '../texts/catalogue.js';

/** Returns true for a position of the log, false for the text of an instant. */
const isPosition = (moment: string): boolean => /^\d+$/.test(moment);

/** Texts around the pages. */
export const shellTexts = defineTexts({
  en: {
    skip: 'Skip to content',
    navigation: 'Pages',
    openNavigation: 'Open the list of pages',
    closeNavigation: 'Close the list of pages',
    account: 'Account and settings',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'Same as device', light: 'Light', dark: 'Dark' },
    shortcuts: 'Shortcuts',
    shortcutsOn: 'On',
    shortcutsOff: 'Off',
    signOut: 'Sign out',
    signOutTitle: 'Sign out?',
    draftsGo: (count: number) =>
      count === 1
        ? 'A draft that you have not sent is deleted.'
        : `${count} drafts that you have not sent are deleted.`,
    cancel: 'Cancel',
    close: 'Close',
    stillSignedIn: (name: string) => `You are still signed in as ${name}.`,
    zone: (zone: string) => `Time zone: ${zone}`,
    zoneTitle: 'Time zone',
    zoneOfBrowser: (zone: string) => `This browser: ${zone}`,
    zoneOfTeam: (zone: string) => `The team: ${zone}`,
    search: 'Go to a page',
    searchHint: 'Part of the name',
    nothingFound: 'No page has this name.',
    clock: (time: string) => `Simulated clock: ${time}`,
    clockHeld: 'The clock is held: the server’s clock has jumped forward.',
    past: (moment: string) =>
      `Showing this page as of ${isPosition(moment) ? `position ${moment}` : moment}. Nothing can be changed.`,
    toNow: 'Return to now',
    pastUnknown:
      'This page cannot show the past. It shows the current state. Nothing can be changed until you return to now.',
    asOf: 'Show pages as of a moment',
    asOfMoment: 'Moment',
    asOfPosition: 'Or a position of the log',
    asOfPositionHint: 'A number, such as 1234',
    ago: { hour: 'An hour ago', day: 'A day ago', week: 'A week ago', month: '30 days ago' },
    asOfShow: 'Show',
    noEntry: 'You do not have access to this page',
    otherKind: {
      member: 'This page is for the staff of support.',
      agent: 'You are signed in as an agent. This page is for others.',
      sales: 'You are signed in as sales. This page is for others.',
      operator: 'You are signed in as an operator. This page is for others.',
      analyst: 'You are signed in as an analyst. This page is for others.',
      auditor: 'You are signed in as an auditor. This page is for others.',
      service: 'You are signed in as a service. This page is for people.',
    },
    noEntryReasons: {
      'hub-for-admins': 'This page is for administrators of your team. You can contact support and see your tickets.',
      'hub-needs-add-on':
        'This page comes with a Premium Support add-on, which your team does not have. You can contact support and ' +
        'see your tickets.',
      'billing-role-required': 'This page is for the administrators of your team who look after billing.',
    },
    rule: (id: string) => `Rule ${id}`,
    instead: 'Pages that you can use:',
  },
  ja: {
    skip: '本文へ移動',
    navigation: 'ページ',
    openNavigation: 'ページ一覧を開く',
    closeNavigation: 'ページ一覧を閉じる',
    account: 'アカウントと設定',
    language: '言語',
    theme: 'テーマ',
    themes: { system: '端末に合わせる', light: 'ライト', dark: 'ダーク' },
    shortcuts: 'ショートカット',
    shortcutsOn: '使う',
    shortcutsOff: '使わない',
    signOut: 'サインアウト',
    signOutTitle: 'サインアウトしますか？',
    draftsGo: (count) => `送信していない下書き${count}件は削除されます。`,
    cancel: 'キャンセル',
    close: '閉じる',
    stillSignedIn: (name) => `現在も${name}としてサインインしています。`,
    zone: (zone) => `タイムゾーン: ${zone}`,
    zoneTitle: 'タイムゾーン',
    zoneOfBrowser: (zone) => `このブラウザー: ${zone}`,
    zoneOfTeam: (zone) => `チーム: ${zone}`,
    search: 'ページへ移動',
    searchHint: '名前の一部',
    nothingFound: 'この名前のページはありません。',
    clock: (time) => `シミュレーション時計: ${time}`,
    clockHeld: '時計は停止中です。サーバーの時計が急に進みました。',
    past: (moment) => `${isPosition(moment) ? `ログの位置${moment}` : moment}時点のページです。変更はできません。`,
    toNow: '現在に戻る',
    pastUnknown:
      'このページでは過去の時点を表示できないため、現在の内容を表示しています。現在に戻るまで変更はできません。',
    asOf: '過去の時点で表示',
    asOfMoment: '日時',
    asOfPosition: 'またはログの位置',
    asOfPositionHint: '1234のような数値',
    ago: { hour: '1時間前', day: '1日前', week: '1週間前', month: '30日前' },
    asOfShow: '表示',
    noEntry: 'このページはご利用いただけません',
    otherKind: {
      member: 'このページはサポートのスタッフ用です。',
      agent: 'サポート担当者としてサインインしています。このページはほかの方のためのものです。',
      sales: '営業としてサインインしています。このページはほかの方のためのものです。',
      operator: '運用担当者としてサインインしています。このページはほかの方のためのものです。',
      analyst: 'アナリストとしてサインインしています。このページはほかの方のためのものです。',
      auditor: '監査人としてサインインしています。このページはほかの方のためのものです。',
      service: 'サービスとしてサインインしています。このページは人のためのものです。',
    },
    noEntryReasons: {
      'hub-for-admins':
        'このページはチームの管理者専用です。サポートへのお問い合わせとチケットの確認はご利用いただけます。',
      'hub-needs-add-on':
        'このページのご利用にはプレミアムサポートのアドオンが必要です。' +
        'サポートへのお問い合わせとチケットの確認はご利用いただけます。',
      'billing-role-required': 'このページは、お支払いを担当するチームの管理者専用です。',
    },
    rule: (id) => `規則 ${id}`,
    instead: 'ご利用いただけるページ:',
  },
  de: {
    skip: 'Zum Inhalt springen',
    navigation: 'Seiten',
    openNavigation: 'Seitenliste öffnen',
    closeNavigation: 'Seitenliste schließen',
    account: 'Konto und Einstellungen',
    language: 'Sprache',
    theme: 'Darstellung',
    themes: { system: 'Wie im System', light: 'Hell', dark: 'Dunkel' },
    shortcuts: 'Tastenkürzel',
    shortcutsOn: 'Ein',
    shortcutsOff: 'Aus',
    signOut: 'Abmelden',
    signOutTitle: 'Abmelden?',
    draftsGo: (count) =>
      count === 1
        ? 'Ein nicht gesendeter Entwurf wird gelöscht.'
        : `${count} nicht gesendete Entwürfe werden gelöscht.`,
    cancel: 'Abbrechen',
    close: 'Schließen',
    stillSignedIn: (name) => `Sie sind weiterhin als ${name} angemeldet.`,
    zone: (zone) => `Zeitzone: ${zone}`,
    zoneTitle: 'Zeitzone der Zeitangaben',
    zoneOfBrowser: (zone) => `Dieser Browser: ${zone}`,
    zoneOfTeam: (zone) => `Das Team: ${zone}`,
    search: 'Zu einer Seite',
    searchHint: 'Teil des Namens',
    nothingFound: 'Keine Seite heißt so.',
    clock: (time) => `Simulierte Uhr: ${time}`,
    clockHeld: 'Die Uhr ist angehalten: Die Uhr des Servers ist vorgesprungen.',
    past: (moment) => `Stand: ${isPosition(moment) ? `Position ${moment}` : moment}. Änderungen sind nicht möglich.`,
    toNow: 'Zurück zum aktuellen Stand',
    pastUnknown:
      'Diese Seite kann keinen früheren Stand zeigen. Sie zeigt den aktuellen. Änderungen sind erst wieder möglich, ' +
      'wenn Sie zum aktuellen Stand zurückkehren.',
    asOf: 'Früheren Stand anzeigen',
    asOfMoment: 'Zeitpunkt',
    asOfPosition: 'Oder eine Position des Protokolls',
    asOfPositionHint: 'Eine Zahl, etwa 1234',
    ago: { hour: 'Vor einer Stunde', day: 'Vor einem Tag', week: 'Vor einer Woche', month: 'Vor 30 Tagen' },
    asOfShow: 'Anzeigen',
    noEntry: 'Kein Zugriff auf diese Seite',
    otherKind: {
      member: 'Diese Seite ist für Mitarbeitende des Supports.',
      agent: 'Sie sind als Supportmitarbeitende angemeldet. Diese Seite ist für andere.',
      sales: 'Sie sind als Vertrieb angemeldet. Diese Seite ist für andere.',
      operator: 'Sie sind als Betreiber angemeldet. Diese Seite ist für andere.',
      analyst: 'Sie sind für die Analyse angemeldet. Diese Seite ist für andere.',
      auditor: 'Sie sind für die Prüfung angemeldet. Diese Seite ist für andere.',
      service: 'Sie sind als Dienst angemeldet. Diese Seite ist für Menschen.',
    },
    noEntryReasons: {
      'hub-for-admins':
        'Diese Seite ist für die Administration Ihres Teams. Sie können den Support kontaktieren und Ihre Tickets ' +
        'ansehen.',
      'hub-needs-add-on':
        'Diese Seite gehört zu einem Premium-Support-Add-on, das Ihr Team nicht hat. Sie können den Support ' +
        'kontaktieren und Ihre Tickets ansehen.',
      'billing-role-required':
        'Diese Seite ist für diejenigen in der Administration, die sich um die Abrechnung kümmern.',
    },
    rule: (id) => `Regel ${id}`,
    instead: 'Seiten, die Sie nutzen können:',
  },
});
