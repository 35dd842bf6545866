import { defineTexts } from '../texts/catalogue.js';

/** Why one has to sign in again, by the code of the engine. */
export const endedTexts = defineTexts({
  en: {
    expired: 'Your session of eight hours has ended. Drafts are kept in this browser.',
    'signed-out': 'You have signed out.',
    'member-not-active': 'Your membership of the team is no longer active. Ask an administrator of your team.',
    'role-lost': 'Your roles have changed. Sign in again to continue with your current roles.',
    'retired-agent': 'Your access as an agent has ended. Ask an operator.',
    invalid: 'Your session can no longer be used. Drafts are kept in this browser.',
  },
  ja: {
    expired: '8時間のセッションが終了しました。下書きはこのブラウザーに保存されています。',
    'signed-out': 'サインアウトしました。',
    'member-not-active': 'チームのメンバーシップが有効ではなくなりました。チームの管理者にお問い合わせください。',
    'role-lost': 'ロールが変更されました。現在のロールで続けるには、もう一度サインインしてください。',
    'retired-agent': '担当者としてのアクセスは終了しました。運用担当者にお問い合わせください。',
    invalid: 'このセッションは使用できなくなりました。下書きはこのブラウザーに保存されています。',
  },
  de: {
    expired: 'Ihre Sitzung von acht Stunden ist beendet. Entwürfe bleiben in diesem Browser erhalten.',
    'signed-out': 'Sie haben sich abgemeldet.',
    'member-not-active': 'Sie sind kein aktives Mitglied des Teams mehr. Wenden Sie sich an dessen Administration.',
    'role-lost':
      'Ihre Rollen haben sich geändert. Melden Sie sich erneut an, um mit den aktuellen Rollen weiterzuarbeiten.',
    'retired-agent': 'Ihr Zugang zum Support-Desk ist beendet. Wenden Sie sich an den Betreiber.',
    invalid: 'Ihre Sitzung kann nicht mehr verwendet werden. Entwürfe bleiben in diesem Browser erhalten.',
  },
});

/** Why a sign-in by the identity provider failed, by the code in the address of `/hub/sign-in-failed`. */
export const failureTexts = defineTexts({
  en: {
    'no-provider': 'No identity provider is set up on this system. Ask an operator.',
    'provider-unavailable': 'Your organisation’s sign-in cannot be reached at the moment. Try again in a minute.',
    'provider-refused': 'Your organisation’s sign-in has refused the request, or you have cancelled it.',
    'state-mismatch': 'This sign-in was started more than ten minutes ago, or in another browser. Start again.',
    'token-refused':
      'The answer of your organisation’s sign-in is not valid. Try again. If the problem persists, ask an operator.',
    'claims-missing': 'Your account has no role in Premium Support. Ask the administrators of your organisation.',
    'service-refused': 'This account belongs to a program. Sign in as a person.',
    'member-not-active': 'You are not an active member of your team here. Ask an administrator of your team.',
    'retired-agent': 'Your access as an agent has ended. Ask an operator.',
    unavailable: 'Sign-in is not available at the moment. Try again in a minute.',
  },
  ja: {
    'no-provider': 'このシステムにはIDプロバイダーが設定されていません。運用担当者にお問い合わせください。',
    'provider-unavailable': '現在、組織のサインインに接続できません。1分後にもう一度お試しください。',
    'provider-refused': '組織のサインインがリクエストを拒否したか、キャンセルされました。',
    'state-mismatch': 'このサインインは10分以上前、または別のブラウザーで開始されました。もう一度やり直してください。',
    'token-refused': '組織のサインインの応答が無効です。繰り返し発生する場合は、運用担当者にお問い合わせください。',
    'claims-missing':
      'お使いのアカウントにはプレミアムサポートのロールがありません。組織の管理者にお問い合わせください。',
    'service-refused': 'このアカウントはプログラム用です。個人のアカウントでサインインしてください。',
    'member-not-active': 'チームの有効なメンバーではありません。チームの管理者にお問い合わせください。',
    'retired-agent': '担当者としてのアクセスは終了しました。運用担当者にお問い合わせください。',
    unavailable: '現在サインインできません。1分後にもう一度お試しください。',
  },
  de: {
    'no-provider': 'Auf diesem System ist kein Identitätsanbieter eingerichtet. Wenden Sie sich an den Betreiber.',
    'provider-unavailable':
      'Die Anmeldung Ihrer Organisation ist nicht erreichbar. Versuchen Sie es in einer Minute erneut.',
    'provider-refused': 'Die Anmeldung Ihrer Organisation hat die Anfrage abgelehnt, oder Sie haben abgebrochen.',
    'state-mismatch':
      'Diese Anmeldung wurde vor mehr als zehn Minuten oder in einem anderen Browser begonnen. Beginnen Sie erneut.',
    'token-refused':
      'Die Antwort der Anmeldung Ihrer Organisation ist ungültig. Bleibt das so, wenden Sie sich an den Betreiber.',
    'claims-missing': 'Ihr Konto hat keine Rolle im Premium-Support. Wenden Sie sich an Ihre Administration.',
    'service-refused': 'Dieses Konto gehört zu einem Programm. Melden Sie sich als Person an.',
    'member-not-active': 'Sie sind hier kein aktives Mitglied Ihres Teams. Wenden Sie sich an dessen Administration.',
    'retired-agent': 'Ihr Zugang zum Support-Desk ist beendet. Wenden Sie sich an den Betreiber.',
    unavailable: 'Die Anmeldung ist derzeit nicht möglich. Versuchen Sie es in einer Minute erneut.',
  },
});
