import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CreditCard, ReceiptText } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';

/** Add-ons and charges of the reader's team. */
export const billingRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/billing',
    component: lazyRouteComponent(() => import('./add-ons-page.js'), 'AddOnsPage'),
    staticData: {
      name: { en: 'Billing', ja: 'お支払い', de: 'Abrechnung' },
      kinds: ['member'],
      needs: ['billing', 'inquiries'],
      knowsPast: true,
      navigation: { icon: CreditCard, order: 70, key: 'b' },
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/billing/charges',
    component: lazyRouteComponent(() => import('./charges-page.js'), 'ChargesPage'),
    staticData: {
      name: { en: 'Charges', ja: '請求', de: 'Rechnungsposten' },
      kinds: ['member'],
      needs: ['billing'],
      navigation: { icon: ReceiptText, order: 71 },
    },
  }),
] as const;
