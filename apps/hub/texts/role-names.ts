import { defineTexts } from './catalogue.js';

/** Admin roles, in the order of forms. */
export const ROLES = [
  'team_admin',
  'user_management_admin',
  'support_admin',
  'billing_admin',
  'content_admin',
  'security_admin',
  'reporting_admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Names of admin roles. */
export const roleNames = defineTexts({
  en: {
    team_admin: 'Team admin',
    user_management_admin: 'User management admin',
    support_admin: 'Support admin',
    billing_admin: 'Billing admin',
    content_admin: 'Content admin',
    security_admin: 'Security admin',
    reporting_admin: 'Reporting admin',
  },
  ja: {
    team_admin: 'チーム管理者',
    user_management_admin: 'ユーザー管理者',
    support_admin: 'サポート管理者',
    billing_admin: '請求管理者',
    content_admin: 'コンテンツ管理者',
    security_admin: 'セキュリティ管理者',
    reporting_admin: 'レポート管理者',
  },
  de: {
    team_admin: 'Team-Admin',
    user_management_admin: 'Admin für Benutzer',
    support_admin: 'Admin für Support',
    billing_admin: 'Admin für Abrechnung',
    content_admin: 'Admin für Inhalte',
    security_admin: 'Admin für Sicherheit',
    reporting_admin: 'Admin für Berichte',
  },
});
